g := Gui(, "@{word}")
g.Add("@{pick:Edit|Button|CheckBox|Slider|Progress|MonthCal|DateTime}", "w200")
t := g.Add("TreeView", "r6 w200")
Loop @{n:2:20}
    t.Add("@{word}")
g.Show()
SetTimer () => ExitApp(), -@{n:100:500}
