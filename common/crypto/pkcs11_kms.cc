// SPDX-License-Identifier: Apache-2.0
#include "common/crypto/pkcs11_kms.h"

#include <dlfcn.h>
#include <p11-kit/pkcs11.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/base/status_macros.h"
#include "common/base/strings.h"
#include "common/crypto/aead.h"
#include "common/crypto/epoch_book.h"

namespace utvalg {
namespace {

constexpr size_t kNonceBytes = 12;
constexpr unsigned long kTagBits = 128;

unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<unsigned char*>(const_cast<char*>(text.data()));
}

absl::Status Failed(std::string_view call, CK_RV code) {
  const std::string message = Cat("the key token refused ", call, " (PKCS#11 code ", code, ")");
  switch (code) {
    case CKR_PIN_INCORRECT:
    case CKR_PIN_LOCKED:
      return absl::FailedPreconditionError(Cat(message, ": the PIN is wrong or locked"));
    case CKR_ENCRYPTED_DATA_INVALID:
    case CKR_ENCRYPTED_DATA_LEN_RANGE:
    case CKR_GENERAL_ERROR:
      return absl::DataLossError(message);
    default:
      return absl::UnavailableError(message);
  }
}

std::string Label(const std::string& epoch, key::v1::KeyClass key_class) {
  return Cat("utvalg-", epoch, key_class == key::v1::KEY_CLASS_IDENTITY ? "-identity" : "-content");
}

// The token's labels are 32 bytes, filled up with blanks.
std::string Padded(std::string label) {
  label.resize(32, ' ');
  return label;
}

}  // namespace

class Pkcs11Kms::Impl {
 public:
  explicit Impl(EpochBook book) : book_(std::move(book)) {}
  ~Impl() {
    if (functions_ != nullptr) {
      if (session_) functions_->C_CloseSession(*session_);
      if (initialized_) functions_->C_Finalize(nullptr);
    }
    if (library_ != nullptr) dlclose(library_);
  }

  absl::Status Start(const Options& options) {
    library_ = dlopen(options.module.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library_ == nullptr) {
      return absl::FailedPreconditionError(Cat("cannot load ", options.module, ": ", dlerror()));
    }
    const auto get = reinterpret_cast<CK_C_GetFunctionList>(dlsym(library_, "C_GetFunctionList"));
    if (get == nullptr || get(&functions_) != CKR_OK) {
      return absl::FailedPreconditionError(Cat(options.module, " is no PKCS#11 library"));
    }
    CK_C_INITIALIZE_ARGS arguments{};
    arguments.flags = CKF_OS_LOCKING_OK;
    const CK_RV code = functions_->C_Initialize(&arguments);
    if (code != CKR_OK && code != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
      return Failed("to start", code);
    }
    initialized_ = code == CKR_OK;
    return OpenSession(options);
  }

  absl::Mutex mutex_;
  EpochBook book_ ABSL_GUARDED_BY(mutex_);

  absl::Status Generate(const std::string& epoch, key::v1::KeyClass key_class)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    CK_MECHANISM mechanism{CKM_AES_KEY_GEN, nullptr, 0};
    std::string label = Label(epoch, key_class);
    CK_OBJECT_CLASS object_class = CKO_SECRET_KEY;
    CK_KEY_TYPE type = CKK_AES;
    CK_ULONG length = kAeadKeyBytes;
    CK_BBOOL yes = CK_TRUE;
    CK_BBOOL no = CK_FALSE;
    CK_ATTRIBUTE attributes[] = {{CKA_CLASS, &object_class, sizeof(object_class)},
                                 {CKA_KEY_TYPE, &type, sizeof(type)},
                                 {CKA_VALUE_LEN, &length, sizeof(length)},
                                 {CKA_LABEL, label.data(), label.size()},
                                 {CKA_TOKEN, &yes, sizeof(yes)},
                                 {CKA_SENSITIVE, &yes, sizeof(yes)},
                                 {CKA_EXTRACTABLE, &no, sizeof(no)},
                                 {CKA_ENCRYPT, &yes, sizeof(yes)},
                                 {CKA_DECRYPT, &yes, sizeof(yes)}};
    CK_OBJECT_HANDLE key = 0;
    const CK_RV code =
        functions_->C_GenerateKey(*session_, &mechanism, attributes, std::size(attributes), &key);
    return code == CKR_OK ? absl::OkStatus() : Failed("to make a key", code);
  }

  // NOT_FOUND: the token has no such key.
  absl::StatusOr<CK_OBJECT_HANDLE> Find(const std::string& epoch, key::v1::KeyClass key_class)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    std::string label = Label(epoch, key_class);
    CK_OBJECT_CLASS object_class = CKO_SECRET_KEY;
    CK_ATTRIBUTE wanted[] = {{CKA_CLASS, &object_class, sizeof(object_class)},
                             {CKA_LABEL, label.data(), label.size()}};
    CK_RV code = functions_->C_FindObjectsInit(*session_, wanted, std::size(wanted));
    if (code != CKR_OK) return Failed("to look for a key", code);
    CK_OBJECT_HANDLE key = 0;
    CK_ULONG found = 0;
    code = functions_->C_FindObjects(*session_, &key, 1, &found);
    functions_->C_FindObjectsFinal(*session_);
    if (code != CKR_OK) return Failed("to look for a key", code);
    if (found == 0) return absl::NotFoundError(Cat("the keys of ", epoch, " are destroyed"));
    return key;
  }

  absl::StatusOr<std::string> Encrypt(CK_OBJECT_HANDLE key, std::string_view plain,
                                      std::string_view aad) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    std::string sealed = RandomBytes(kNonceBytes);
    CK_GCM_PARAMS parameters = Parameters(sealed, aad);
    CK_MECHANISM mechanism{CKM_AES_GCM, &parameters, sizeof(parameters)};
    CK_RV code = functions_->C_EncryptInit(*session_, &mechanism, key);
    if (code != CKR_OK) return Failed("to wrap", code);
    std::string out(plain.size() + kAeadOverheadBytes, '\0');
    CK_ULONG size = out.size();
    code = functions_->C_Encrypt(*session_, Bytes(plain), plain.size(), Bytes(out), &size);
    if (code != CKR_OK) return Failed("to wrap", code);
    return sealed + out.substr(0, size);
  }

  absl::StatusOr<std::string> Decrypt(CK_OBJECT_HANDLE key, std::string_view sealed,
                                      std::string_view aad) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (sealed.size() < kAeadOverheadBytes) {
      return absl::DataLossError("a wrapped key is damaged");
    }
    CK_GCM_PARAMS parameters = Parameters(sealed.substr(0, kNonceBytes), aad);
    CK_MECHANISM mechanism{CKM_AES_GCM, &parameters, sizeof(parameters)};
    CK_RV code = functions_->C_DecryptInit(*session_, &mechanism, key);
    if (code != CKR_OK) return Failed("to unwrap", code);
    const std::string_view rest = sealed.substr(kNonceBytes);
    std::string out(rest.size(), '\0');
    CK_ULONG size = out.size();
    code = functions_->C_Decrypt(*session_, Bytes(rest), rest.size(), Bytes(out), &size);
    if (code != CKR_OK) return Failed("to unwrap", code);
    return out.substr(0, size);
  }

  absl::Status DestroyKey(const std::string& epoch, key::v1::KeyClass key_class)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const auto key = Find(epoch, key_class);
    if (absl::IsNotFound(key.status())) return absl::OkStatus();
    UTVALG_RETURN_IF_ERROR(key.status());
    const CK_RV code = functions_->C_DestroyObject(*session_, *key);
    return code == CKR_OK ? absl::OkStatus() : Failed("to destroy a key", code);
  }

 private:
  static CK_GCM_PARAMS Parameters(std::string_view nonce, std::string_view aad) {
    CK_GCM_PARAMS parameters{};
    parameters.iv_ptr = Bytes(nonce);
    parameters.iv_len = kNonceBytes;
    parameters.iv_bits = kNonceBytes * 8;
    parameters.aad_ptr = Bytes(aad);
    parameters.aad_len = aad.size();
    parameters.tag_bits = kTagBits;
    return parameters;
  }

  absl::Status OpenSession(const Options& options) {
    CK_SLOT_ID slots[64];
    CK_ULONG count = std::size(slots);
    CK_RV code = functions_->C_GetSlotList(CK_TRUE, slots, &count);
    if (code != CKR_OK) return Failed("to list its slots", code);
    for (CK_ULONG i = 0; i < count; ++i) {
      CK_TOKEN_INFO info{};
      if (functions_->C_GetTokenInfo(slots[i], &info) != CKR_OK) continue;
      if (std::string(reinterpret_cast<char*>(info.label), 32) != Padded(options.token)) continue;
      CK_SESSION_HANDLE session = 0;
      code = functions_->C_OpenSession(slots[i], CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr,
                                       nullptr, &session);
      if (code != CKR_OK) return Failed("a session", code);
      session_ = session;
      code = functions_->C_Login(session, CKU_USER, Bytes(options.pin), options.pin.size());
      return code == CKR_OK || code == CKR_USER_ALREADY_LOGGED_IN ? absl::OkStatus()
                                                                  : Failed("the login", code);
    }
    return absl::FailedPreconditionError(
        Cat("there is no token \"", options.token, "\" behind ", options.module));
  }

  void* library_ = nullptr;
  CK_FUNCTION_LIST* functions_ = nullptr;
  bool initialized_ = false;
  std::optional<CK_SESSION_HANDLE> session_;
};

Pkcs11Kms::Pkcs11Kms(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Pkcs11Kms::~Pkcs11Kms() = default;

absl::StatusOr<std::unique_ptr<Pkcs11Kms>> Pkcs11Kms::Open(Options options) {
  UTVALG_ASSIGN_OR_RETURN(EpochBook book, EpochBook::Open(options.book));
  auto impl = std::make_unique<Impl>(std::move(book));
  UTVALG_RETURN_IF_ERROR(impl->Start(options));
  return std::unique_ptr<Pkcs11Kms>(new Pkcs11Kms(std::move(impl)));
}

absl::StatusOr<std::vector<EpochInfo>> Pkcs11Kms::Epochs() {
  absl::MutexLock lock(&impl_->mutex_);
  UTVALG_RETURN_IF_ERROR(impl_->book_.Reload());
  return impl_->book_.Infos();
}

absl::StatusOr<std::string> Pkcs11Kms::Wrap(const std::string& epoch, key::v1::KeyClass key_class,
                                            std::string_view key, std::string_view aad) {
  absl::MutexLock lock(&impl_->mutex_);
  UTVALG_ASSIGN_OR_RETURN(const CK_OBJECT_HANDLE wrapping, impl_->Find(epoch, key_class));
  return impl_->Encrypt(wrapping, key, aad);
}

absl::StatusOr<std::string> Pkcs11Kms::Unwrap(const std::string& epoch, key::v1::KeyClass key_class,
                                              std::string_view wrapped, std::string_view aad) {
  absl::MutexLock lock(&impl_->mutex_);
  UTVALG_ASSIGN_OR_RETURN(const CK_OBJECT_HANDLE wrapping, impl_->Find(epoch, key_class));
  return impl_->Decrypt(wrapping, wrapped, aad);
}

absl::StatusOr<std::string> Pkcs11Kms::BeginEpoch(int64_t now_ms) {
  absl::MutexLock lock(&impl_->mutex_);
  UTVALG_ASSIGN_OR_RETURN(const FileLock change, impl_->book_.BeginChange());
  key::v1::Epoch epoch;
  epoch.set_name(impl_->book_.NextName());
  epoch.set_created_at_ms(now_ms);
  // A start that was interrupted may have left keys of this name.
  for (const auto key_class : {key::v1::KEY_CLASS_IDENTITY, key::v1::KEY_CLASS_CONTENT}) {
    UTVALG_RETURN_IF_ERROR(impl_->DestroyKey(epoch.name(), key_class));
    UTVALG_RETURN_IF_ERROR(impl_->Generate(epoch.name(), key_class));
  }
  const std::string name = epoch.name();
  UTVALG_RETURN_IF_ERROR(impl_->book_.Add(std::move(epoch)));
  return name;
}

absl::Status Pkcs11Kms::Destroy(const std::string& epoch, int64_t now_ms) {
  absl::MutexLock lock(&impl_->mutex_);
  UTVALG_ASSIGN_OR_RETURN(const FileLock change, impl_->book_.BeginChange());
  if (impl_->book_.IsCurrent(epoch)) {
    return absl::FailedPreconditionError("the current epoch cannot be destroyed; begin another");
  }
  for (const auto key_class : {key::v1::KEY_CLASS_IDENTITY, key::v1::KEY_CLASS_CONTENT}) {
    UTVALG_RETURN_IF_ERROR(impl_->DestroyKey(epoch, key_class));
  }
  return impl_->book_.End(epoch, now_ms);
}

}  // namespace utvalg
