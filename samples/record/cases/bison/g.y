%token NUM @{pick:PLUS|MINUS}
%left '+' '-'
%left '*'
%%
list: %empty | list e '\n' ;
e: NUM | e '+' e | e '-' e | e '*' e | '(' e ')' ;
%%
