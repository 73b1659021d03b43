Loop @{n:1:3}
    RunWait "@{pick:hostname.exe|whoami.exe|cmd.exe /c ver}",, "Hide"
ProcessExist "explorer.exe"
Run "cmd.exe /c @{pick:ver|set|echo x}",, "Hide", &pid
ProcessWaitClose pid, 5
