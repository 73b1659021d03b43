(module (memory 1) (func $f (param i32) (result i32) local.get 0 i32.const @{n:1:99} i32.add)
 (func (export "_start") i32.const 1 call $f drop))
