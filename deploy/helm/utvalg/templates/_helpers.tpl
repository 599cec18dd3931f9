{{/* SPDX-License-Identifier: Apache-2.0 */}}

{{/* Takes (dict "root" $ "tag" a tag of its own, or ""). */}}
{{- define "utvalg.image" -}}
{{ .root.Values.image.repository }}:{{ .tag | default .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{/* What runs in a workload: parse-fill is another parse. */}}
{{- define "utvalg.program" -}}
{{ trimSuffix "-fill" . }}
{{- end }}

{{/* Labels that never change: a selector is for life. Takes (dict "root" $ "name" service). */}}
{{- define "utvalg.selector" -}}
app.kubernetes.io/name: utvalg
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "utvalg.labels" -}}
{{ include "utvalg.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "utvalg.fullname" -}}
{{ .root.Release.Name }}-{{ .name }}
{{- end }}

{{/* gRPC target of a service: a headless name, so that the client sees and shares out over all replicas. */}}
{{- define "utvalg.target" -}}
dns:///{{ include "utvalg.fullname" . }}.{{ .root.Release.Namespace }}.svc:7070
{{- end }}

{{- define "utvalg.secretEnv" -}}
- name: {{ .env }}
  valueFrom:
    secretKeyRef:
      name: {{ .root.Values.existingSecret }}
      key: {{ .key }}
{{- end }}

{{/* Kafka's part of a configuration. */}}
{{- define "utvalg.kafka" -}}
kafka:
  brokers: {{ required "kafka.brokers is required: host:port, separated by commas" .Values.kafka.brokers | quote }}
  security_protocol: {{ .Values.kafka.securityProtocol }}
  {{- with .Values.kafka.saslMechanism }}
  sasl_mechanism: {{ . }}
  {{- end }}
  {{- with .Values.kafka.saslUsername }}
  sasl_username: {{ . | quote }}
  {{- end }}
{{- end }}

{{- define "utvalg.documents" -}}
documents:
  endpoint: {{ required "s3.endpoint is required: http://host:port or https://host" .Values.s3.endpoint | quote }}
  bucket: {{ .Values.s3.bucket | quote }}
  region: {{ .Values.s3.region | quote }}
  access_key_id: {{ required "s3.accessKeyId is required" .Values.s3.accessKeyId | quote }}
{{- end }}

{{/* Whose tokens are taken. Takes (dict "root" $ "name" service). */}}
{{- define "utvalg.access" -}}
{{- if .root.Values.access.issuers }}
{{- $tls := required "access.issuers need tlsSecret: services tell one another from callers by certificates" .root.Values.tlsSecret }}
{{- $gateway := required "access.issuers need gatewayTlsSecret: tokens must not travel in the clear" .root.Values.gatewayTlsSecret }}
access:
  {{- with .root.Values.access.audience }}
  audience: {{ . | quote }}
  {{- end }}
  {{- if eq .name "gateway" }}
  tls_certificate: /etc/utvalg-gateway-tls/tls.crt
  tls_key: /etc/utvalg-gateway-tls/tls.key
  {{- end }}
  issuers:
    {{- range $number, $issuer := .root.Values.access.issuers }}
    - name: {{ $issuer.name | quote }}
      algorithm: {{ $issuer.algorithm }}
      public_key: /etc/utvalg/issuer-{{ $number }}.pem
    {{- end }}
{{- end }}
{{- end }}

{{- define "utvalg.limits" -}}
{{- with .Values.limits }}
limits:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
