{{- /* Names leave room for the suffixes of what belongs to them; Kubernetes allows 63 letters. */}}
{{- define "todo-operations.fullname" -}}
{{- if contains "todo-operations" .Release.Name }}
{{- .Release.Name | trunc 45 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name "todo-operations" | trunc 45 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "todo-operations.selector" -}}
app.kubernetes.io/name: todo-operations
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "todo-operations.common" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: todo
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "todo-operations.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: todo-operations
app.kubernetes.io/component: operations
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{ include "todo-operations.common" . }}
{{- end }}

{{- define "todo-operations.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{- define "todo-operations.secretName" -}}
{{ .Values.existingSecret | default (include "todo-operations.fullname" .) }}
{{- end }}

{{- define "todo-operations.secretData" -}}
{{- if not (hasKey .Values.secretRefs "TODO_MCP_TOKEN") }}
TODO_MCP_TOKEN: {{ required "set secrets.TODO_MCP_TOKEN, secretRefs.TODO_MCP_TOKEN or existingSecret" .Values.secrets.TODO_MCP_TOKEN | b64enc }}
{{- end }}
{{- end }}

{{- /* Takes the `name` of a Secret, and the `refs` of keys that lie in others. */}}
{{- define "todo-operations.secretEnv" -}}
{{- $at := get .refs "TODO_MCP_TOKEN" | default (dict "name" .name "key" "TODO_MCP_TOKEN") }}
- name: TODO_MCP_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ $at.name }}
      key: {{ $at.key }}
{{- end }}

{{- /* The names that the Service has in the cluster: a request under any other is refused. */}}
{{- define "todo-operations.hostNames" -}}
{{- $name := include "todo-operations.fullname" . -}}
{{- $space := .Release.Namespace -}}
{{ printf "%s %s.%s %s.%s.svc %s.%s.svc.cluster.local" $name $name $space $name $space $name $space }}
{{- end }}

{{- /* What Pod Security's level `restricted` asks of a pod. */}}
{{- define "todo-operations.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* What it asks of a container, and a root file system that cannot be written. */}}
{{- define "todo-operations.containerSecurity" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "todo-operations.scheduling" -}}
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
