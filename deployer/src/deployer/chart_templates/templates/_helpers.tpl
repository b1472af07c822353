{{- /* Names leave room for the suffixes of what belongs to them; Kubernetes allows 63 letters. */}}
{{- define "[[ chart ]].fullname" -}}
{{- if contains "[[ chart ]]" .Release.Name }}
{{- .Release.Name | trunc 45 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name "[[ chart ]]" | trunc 45 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "[[ chart ]].selector" -}}
app.kubernetes.io/name: [[ chart ]]
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "[[ chart ]].common" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: [[ app.name ]]
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "[[ chart ]].labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: [[ chart ]]
app.kubernetes.io/component: [[ key ]]
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{ include "[[ chart ]].common" . }}
{{- end }}

{{- define "[[ chart ]].image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}
[% if secret_keys %]

{{- define "[[ chart ]].secretName" -}}
{{ .Values.existingSecret | default (include "[[ chart ]].fullname" .) }}
{{- end }}

{{- define "[[ chart ]].secretData" -}}
[% for name in service.secrets.required %]
{{- if not (hasKey .Values.secretRefs "[[ name ]]") }}
[[ name ]]: {{ required "set secrets.[[ name ]], secretRefs.[[ name ]] or existingSecret" .Values.secrets.[[ name ]] | b64enc }}
{{- end }}
[% endfor %]
[% for name in service.secrets.optional %]
{{- with .Values.secrets.[[ name ]] }}
[[ name ]]: {{ . | b64enc }}
{{- end }}
[% endfor %]
{{- end }}

{{- /* Takes the `name` of a Secret, and the `refs` of keys that lie in others. */}}
{{- define "[[ chart ]].secretEnv" -}}
[% for name in secret_keys %]
{{- $at := get .refs "[[ name ]]" | default (dict "name" .name "key" "[[ name ]]") }}
- name: [[ name ]]
  valueFrom:
    secretKeyRef:
      name: {{ $at.name }}
      key: {{ $at.key }}
[% if name in service.secrets.optional %]
      optional: true
[% endif %]
[% endfor %]
{{- end }}
[% endif %]

[% if uses_api %]
{{- /* The names that the Service has in the cluster: a request under any other is refused. */}}
{{- define "[[ chart ]].hostNames" -}}
{{- $name := include "[[ chart ]].fullname" . -}}
{{- $space := .Release.Namespace -}}
{{ printf "%s %s.%s %s.%s.svc %s.%s.svc.cluster.local" $name $name $space $name $space $name $space }}
{{- end }}

[% endif %]
{{- /* What Pod Security's level `restricted` asks of a pod. */}}
{{- define "[[ chart ]].podSecurity" -}}
runAsNonRoot: true
runAsUser: [[ user ]]
runAsGroup: [[ user ]]
fsGroup: [[ user ]]
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* What it asks of a container, and a root file system that cannot be written. */}}
{{- define "[[ chart ]].containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "[[ chart ]].scheduling" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
