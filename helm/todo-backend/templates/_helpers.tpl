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
{{- if not (hasKey .Values.secretRefs "DATABASE_URL") }}
DATABASE_URL: {{ required "set secrets.DATABASE_URL, secretRefs.DATABASE_URL or existingSecret" .Values.secrets.DATABASE_URL | b64enc }}
{{- end }}
{{- if not (hasKey .Values.secretRefs "TODO_SECRET_KEY") }}
TODO_SECRET_KEY: {{ required "set secrets.TODO_SECRET_KEY, secretRefs.TODO_SECRET_KEY or existingSecret" .Values.secrets.TODO_SECRET_KEY | b64enc }}
{{- end }}
{{- with .Values.secrets.OPENROUTER_API_KEY }}
OPENROUTER_API_KEY: {{ . | b64enc }}
{{- end }}
{{- end }}

{{- /* Takes the `name` of a Secret, and the `refs` of keys that lie in others. */}}
{{- define "todo-backend.secretEnv" -}}
{{- $at := get .refs "DATABASE_URL" | default (dict "name" .name "key" "DATABASE_URL") }}
- name: DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ $at.name }}
      key: {{ $at.key }}
{{- $at := get .refs "TODO_SECRET_KEY" | default (dict "name" .name "key" "TODO_SECRET_KEY") }}
- name: TODO_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ $at.name }}
      key: {{ $at.key }}
{{- $at := get .refs "OPENROUTER_API_KEY" | default (dict "name" .name "key" "OPENROUTER_API_KEY") }}
- name: OPENROUTER_API_KEY
  valueFrom:
    secretKeyRef:
      name: {{ $at.name }}
      key: {{ $at.key }}
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
