%module sample
%{ int @{word}(int a); %}
int @{word}x(int a); double half(double b); struct Pair { int left, right; }; 
