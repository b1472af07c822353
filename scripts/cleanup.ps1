& "$PSScriptRoot\..\todo.ps1" down @args
exit $LASTEXITCODE
