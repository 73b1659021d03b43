module M exposing (..)
f x =  if x>@{n:1:9} then   x else x+1
@{word} =  [1,2, 3]
