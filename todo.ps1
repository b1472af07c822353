# Finds a Python that can run deployer\bootstrap, which does all the rest.
$bootstrap = Join-Path $PSScriptRoot 'deployer\bootstrap'
foreach ($name in 'PYTHONHOME', 'PYTHONPATH', 'PYTHONSTARTUP', 'VIRTUAL_ENV') {
    Remove-Item "Env:$name" -ErrorAction SilentlyContinue
}
foreach ($command in @('py', '-3'), @('python'), @('python3')) {
    $program, $rest = $command
    if (-not (Get-Command $program -CommandType Application -ErrorAction SilentlyContinue)) { continue }
    # The Microsoft Store's stub is on PATH and still not Python: only running it tells.
    & $program @rest -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>$null | Out-Null
    if ($LASTEXITCODE -ne 0) { continue }
    & $program @rest $bootstrap @args
    exit $LASTEXITCODE
}
if (Get-Command uv -ErrorAction SilentlyContinue) {
    & uv run --quiet --no-project --no-config --python '>=3.9' $bootstrap @args
    exit $LASTEXITCODE
}
[Console]::Error.WriteLine('todo: no Python was found on PATH, and no uv.')
[Console]::Error.WriteLine('Try: winget install Python.Python.3.13, then open a new terminal')
exit 3
