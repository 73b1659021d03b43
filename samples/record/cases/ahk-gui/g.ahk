Gui, Add, Text,, @{word}
Gui, Add, @{pick:Edit|Button|CheckBox|ListBox|DropDownList|Slider}, w200, @{word}
Gui, Add, ListView, r5 w200, a|b
Loop, @{n:2:20}
    LV_Add("", A_Index, "@{word}")
Gui, Show
SetTimer, Done, -@{n:100:500}
return
Done:
GuiClose:
ExitApp
