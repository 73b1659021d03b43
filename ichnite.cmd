@echo off
rem ichnite: finds a JDK, builds what is missing or old, then starts. ichnite without ending is its like on Linux and macOS.
rem Environment: JAVA_HOME (which JDK), ICHNITE_JAVA_OPTS (more options for it, as -Xmx8g), ICHNITE_DEBUG=1, ICHNITE_CACHE,
rem ICHNITE_OFFLINE=1, ICHNITE_PARQUET (where ichnite-parquet.jar lies, if not in parquet\target).
setlocal EnableExtensions DisableDelayedExpansion
set "ICHNITE_HOME=%~dp0"
if "%ICHNITE_HOME:~-1%"=="\" set "ICHNITE_HOME=%ICHNITE_HOME:~0,-1%"
set "ICHNITE_STDERR_COLUMNS=0"
set "PLACE=%ICHNITE_HOME%\app\target\launcher"
set "BUILT=%ICHNITE_HOME%\app\target\ichnite.jar"
set "JAR=%PLACE%\ichnite.jar"
set "LOCK=%PLACE%\lock"

rem ---- a suitable JDK
set "FOUND="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined FOUND for /f "delims=" %%j in ('where java 2^>nul') do if not defined FOUND call :tryprogram "%%j"
if not defined FOUND for /d %%j in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*") do if not defined FOUND call :try "%%~j"
if not defined FOUND (
    echo ichnite: ichnite needs a JDK of version 17 or newer. Install one, as from adoptium.net, or set JAVA_HOME. 1>&2
    exit /b 2
)

rem ---- the build
call :uptodate
if not errorlevel 1 goto start
if not exist "%FOUND%\bin\javac.exe" (
    echo ichnite: ichnite needs a JDK of version 17 or newer, with its compiler ^(javac^), for the first build. 1>&2
    exit /b 2
)
if not exist "%PLACE%" mkdir "%PLACE%"
set "WAITED="
:lock
mkdir "%LOCK%" 2>nul
if errorlevel 1 (
    if not defined WAITED echo ichnite: waiting for another build ^(if there is none, remove "%LOCK%"^) 1>&2
    set "WAITED=yes"
    ping -n 2 127.0.0.1 >nul
    goto lock
)
call :uptodate
if not errorlevel 1 (
    rmdir "%LOCK%"
    goto start
)
echo ichnite: building with JDK %VERSION%; log: "%PLACE%\build.log" 1>&2
set "JAVA_HOME=%FOUND%"
pushd "%ICHNITE_HOME%"
call mvnw.cmd -B -ntp -DskipTests -pl app -am package >"%PLACE%\build.log" 2>&1 <nul
set "CODE=%ERRORLEVEL%"
popd
if "%CODE%"=="0" (
    copy /y "%BUILT%" "%JAR%.new" >nul && move /y "%JAR%.new" "%JAR%" >nul
    if errorlevel 1 set "CODE=1"
)
rmdir "%LOCK%"
if not "%CODE%"=="0" (
    type "%PLACE%\build.log" 1>&2
    echo ichnite: the build failed; its log is "%PLACE%\build.log" 1>&2
    exit /b 70
)
echo ichnite: built 1>&2

rem ---- the start
:start
rem For Maven, which the demo starts to fetch files.
set "JAVA_HOME=%FOUND%"
rem The module for Parquet, where it has been made; it loads native code.
if not defined ICHNITE_PARQUET set "ICHNITE_PARQUET=%ICHNITE_HOME%\parquet\target\ichnite-parquet.jar"
set "CLASSES=%JAR%"
if exist "%ICHNITE_PARQUET%" set "CLASSES=%JAR%;%ICHNITE_PARQUET%"
set "OPTIONS=-XX:TieredStopAtLevel=1"
for %%a in (%*) do call :kind "%%~a"
if defined HELP set "OPTIONS=-XX:TieredStopAtLevel=1"
if %FEATURE% GEQ 24 set "OPTIONS=%OPTIONS% --sun-misc-unsafe-memory-access=allow"
if %FEATURE% GEQ 24 if exist "%ICHNITE_PARQUET%" set "OPTIONS=%OPTIONS% --enable-native-access=ALL-UNNAMED"
rem An archive fits one alignment alone.
if not "%KIND%"=="network" if %FEATURE% GEQ 19 set OPTIONS=%OPTIONS% -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="%PLACE%\classes-%VERSION%.jsa"
"%FOUND%\bin\java.exe" -Xlog:disable -Xlog:all=error:stderr -Xlog:cds*=off:stderr %OPTIONS% %ICHNITE_JAVA_OPTS% -cp "%CLASSES%" io.ichnite.app.Main %*
exit /b %ERRORLEVEL%

:kind
if "%~1"=="--help" set "HELP=yes"
if "%~1"=="-h" set "HELP=yes"
if defined KIND exit /b 0
for %%w in (demo train evaluate predict features scan compare crossvalidate drift attack novelty serve) do if "%~1"=="%%w" (
    set "KIND=network"
    set "OPTIONS=--add-modules=jdk.incubator.vector -XX:ObjectAlignmentInBytes=64"
)
for %%w in (ingest stats audit import export) do if "%~1"=="%%w" (
    set "KIND=bulk"
    set "OPTIONS="
)
exit /b 0

:try
if not exist "%~1\bin\java.exe" exit /b 1
if not exist "%~1\release" exit /b 1
set "VERSION="
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%~1\release"') do set "VERSION=%%~v"
if not defined VERSION exit /b 1
for /f "tokens=1 delims=.-+" %%f in ("%VERSION%") do set "FEATURE=%%f"
if %FEATURE% LSS 17 exit /b 1
set "FOUND=%~1"
exit /b 0

:tryprogram
for %%p in ("%~dp1..") do call :try "%%~fp"
exit /b 0

:uptodate
if not exist "%JAR%" exit /b 1
powershell -NoProfile -Command "$j = Get-Item -LiteralPath $env:JAR; $all = 'pom.xml', 'core\pom.xml', 'formats\pom.xml', 'app\pom.xml', 'core\src\main', 'formats\src\main', 'app\src\main' | ForEach-Object { Join-Path $env:ICHNITE_HOME $_ }; $n = @(Get-Item -LiteralPath $all) + @(Get-ChildItem -Recurse -LiteralPath $all) | Where-Object { $_.LastWriteTimeUtc -gt $j.LastWriteTimeUtc } | Select-Object -First 1; if ($n) { exit 1 }"
exit /b %ERRORLEVEL%
