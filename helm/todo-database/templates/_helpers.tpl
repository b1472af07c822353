{{- /* Names leave room for the suffixes of what belongs to them; Kubernetes allows 63 letters. */}}
{{- define "todo-database.fullname" -}}
{{- if contains "todo-database" .Release.Name }}
{{- .Release.Name | trunc 45 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name "todo-database" | trunc 45 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "todo-database.selector" -}}
app.kubernetes.io/name: todo-database
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "todo-database.common" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: todo
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "todo-database.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: todo-database
app.kubernetes.io/component: database
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{ include "todo-database.common" . }}
{{- end }}

{{- define "todo-database.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{- define "todo-database.secretName" -}}
{{ .Values.existingSecret | default (include "todo-database.fullname" .) }}
{{- end }}

{{- define "todo-database.secretData" -}}
{{- if not (hasKey .Values.secretRefs "POSTGRES_PASSWORD") }}
POSTGRES_PASSWORD: {{ required "set secrets.POSTGRES_PASSWORD, secretRefs.POSTGRES_PASSWORD or existingSecret" .Values.secrets.POSTGRES_PASSWORD | b64enc }}
{{- end }}
{{- end }}

{{- /* Takes the `name` of a Secret, and the `refs` of keys that lie in others. */}}
{{- define "todo-database.secretEnv" -}}
{{- $at := get .refs "POSTGRES_PASSWORD" | default (dict "name" .name "key" "POSTGRES_PASSWORD") }}
- name: POSTGRES_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $at.name }}
      key: {{ $at.key }}
{{- end }}

{{- /* What Pod Security's level `restricted` asks of a pod. */}}
{{- define "todo-database.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* What it asks of a container, and a root file system that cannot be written. */}}
{{- define "todo-database.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "todo-database.scheduling" -}}
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
