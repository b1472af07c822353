{{- /* Names leave room for the suffixes of what belongs to them; Kubernetes allows 63 letters. */}}
{{- define "todo-backend.fullname" -}}
{{- if contains "todo-backend" .Release.Name }}
{{- .Release.Name | trunc 45 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name "todo-backend" | trunc 45 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "todo-backend.selector" -}}
app.kubernetes.io/name: todo-backend
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "todo-backend.common" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: todo
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "todo-backend.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: todo-backend
app.kubernetes.io/component: backend
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{ include "todo-backend.common" . }}
{{- end }}

{{- define "todo-backend.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{- define "todo-backend.secretName" -}}
{{ .Values.existingSecret | default (include "todo-backend.fullname" .) }}
{{- end }}

{{- define "todo-backend.secretData" -}}
DATABASE_URL: {{ required "set secrets.DATABASE_URL or existingSecret" .Values.secrets.DATABASE_URL | b64enc }}
TODO_SECRET_KEY: {{ required "set secrets.TODO_SECRET_KEY or existingSecret" .Values.secrets.TODO_SECRET_KEY | b64enc }}
{{- with .Values.secrets.OPENROUTER_API_KEY }}
OPENROUTER_API_KEY: {{ . | b64enc }}
{{- end }}
{{- end }}

{{- /* Takes the name of a Secret. */}}
{{- define "todo-backend.secretEnv" -}}
- name: DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: DATABASE_URL
- name: TODO_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: TODO_SECRET_KEY
- name: OPENROUTER_API_KEY
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: OPENROUTER_API_KEY
      optional: true
{{- end }}

{{- /* What Pod Security's level `restricted` asks of a pod. */}}
{{- define "todo-backend.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* What it asks of a container, and a root file system that cannot be written. */}}
{{- define "todo-backend.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "todo-backend.scheduling" -}}
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
