Loop Files, "in\*.*"
    FileCopy A_LoopFileFullPath, "out\" A_LoopFileName
Loop @{n:2:12} {
    FileAppend "@{word}", "out\w" A_Index
    FileSetAttrib "+@{pick:R|H|A}", "out\w" A_Index
}
DirCopy "out", "again"
DirDelete "again", true
