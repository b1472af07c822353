{{- /* Names leave room for the suffixes of what belongs to them; Kubernetes allows 63 letters. */}}
{{- define "todo-frontend.fullname" -}}
{{- if contains "todo-frontend" .Release.Name }}
{{- .Release.Name | trunc 45 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name "todo-frontend" | trunc 45 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "todo-frontend.selector" -}}
app.kubernetes.io/name: todo-frontend
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "todo-frontend.common" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: todo
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "todo-frontend.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: todo-frontend
app.kubernetes.io/component: frontend
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{ include "todo-frontend.common" . }}
{{- end }}

{{- define "todo-frontend.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{- /* What Pod Security's level `restricted` asks of a pod. */}}
{{- define "todo-frontend.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* What it asks of a container, and a root file system that cannot be written. */}}
{{- define "todo-frontend.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "todo-frontend.scheduling" -}}
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
