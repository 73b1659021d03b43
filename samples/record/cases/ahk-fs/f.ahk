Loop, Files, in\*.*
{
    FileCopy, %A_LoopFileFullPath%, out\%A_LoopFileName%
}
Loop, @{n:2:12}
{
    FileAppend, @{word}, out\w%A_Index%.txt
    FileMove, out\w%A_Index%.txt, out\x%A_Index%.txt
}
FileDelete, out\main.*
FileCreateDir, out\a\b
