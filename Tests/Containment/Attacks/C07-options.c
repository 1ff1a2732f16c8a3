// id: C07
// does: has text in every place that some tool takes options from
// expect: WA CE
// control: none
// why: no tool takes any; what they would do (write files, load code) is looked for after each attack
#pragma comment(linker, "-T" CANARY_FOLDER "/answers.inc")
#pragma GCC optimize("O1")
#pragma GCC plugin "./plugin.so"
#pragma GCC set_debug_pwd "-fplugin=./plugin.so"
// gcc: -fplugin=./plugin.so -fdump-tree-all=/var/tmp/dump @/etc/passwd
__asm__(".ident \"-fplugin=./plugin.so\"\n"
        ".section .drectve,\"\"\n.ascii \" -export:main @/etc/passwd\"\n"
        ".section .note.linker,\"\"\n.ascii \"INPUT(/etc/passwd) OUTPUT(x)\"\n"
        ".section .gnu.lto_.opts,\"e\",@progbits\n.string \"'-fplugin=./plugin.so' '-wrapper' 'sh,-c,id'\"\n"
        ".comm __gnu_lto_slim, 1, 1\n"
        ".section .GCC.command.line,\"MS\",@progbits,1\n.string \"-B. -specs=./specs\"\n"
        ".section .gnu.warning.printf\n.ascii \"AC accepted\"\n"
        ".text");
ATTACK int attack(void) { return 0; }
