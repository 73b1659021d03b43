Loop @{n:2:15} {
    RegWrite @{n:1:99}, "@{pick:REG_SZ|REG_DWORD}", "HKEY_CURRENT_USER\Software\Sample" A_Index, "v"
    x := RegRead("HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion", "@{pick:ProductName|CurrentVersion}", "")
}
Loop Reg, "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\@{pick:Cryptography|Rpc|Windows}", "KVR" {
    y := A_LoopRegName
    if (A_Index > @{n:20:90})
        break
}
RegDeleteKey "HKEY_CURRENT_USER\Software\Sample1"
