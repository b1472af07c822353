& "$PSScriptRoot\..\todo.ps1" status @args
exit $LASTEXITCODE
