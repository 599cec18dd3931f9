// SPDX-License-Identifier: Apache-2.0
//
// Deletes consumer groups, and their positions with them. Run from its source by `tools/kafka forget`.
//   ForgetGroups BOOTSTRAP GROUP...
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

public class ForgetGroups {
  public static void main(String[] arguments) throws Exception {
    List<String> groups = Arrays.asList(arguments).subList(1, arguments.length);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", arguments[0]))) {
      admin.deleteConsumerGroups(groups).all().get();
    }
  }
}
