@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0todo.ps1" %*
@exit /b %ERRORLEVEL%
