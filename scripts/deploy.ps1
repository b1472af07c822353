& "$PSScriptRoot\..\todo.ps1" up @args
exit $LASTEXITCODE
