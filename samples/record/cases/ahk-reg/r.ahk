Loop, @{n:2:15}
{
    RegWrite, @{pick:REG_SZ|REG_DWORD}, HKEY_CURRENT_USER\Software\Sample%A_Index%, v, @{n:1:99}
    RegRead, x, HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion, @{pick:ProductName|CurrentVersion|CurrentBuild}
}
Loop, Reg, HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\@{pick:Cryptography|Rpc|Windows}, KVR
{
    y := A_LoopRegName
    if (A_Index > @{n:20:90})
        break
}
RegDelete, HKEY_CURRENT_USER\Software\Sample1
