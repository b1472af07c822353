& "$PSScriptRoot\..\..\..\todo.ps1" ai context @args
exit $LASTEXITCODE
