// id: E13
// does: makes a program in memory, which no path leads to, and executes it in its place
// expect: WA
// layers: seccomp file-size-limit
static const unsigned char code[] = {
#if defined(__x86_64__)
    0x48, 0x8b, 0x74, 0x24, 0x10,              // mov rsi, [rsp + 16]: its first argument
    0xba, 24,   0,    0,    0,                 // mov edx, 24
    0xb8, 1,    0,    0,    0,                 // mov eax, SYS_write
    0xbf, 1,    0,    0,    0,                 // mov edi, 1
    0x0f, 0x05,                                // syscall
    0xb8, 60,   0,    0,    0,    0x31, 0xff,  // mov eax, SYS_exit; xor edi, edi
    0x0f, 0x05,                                // syscall
#elif defined(__aarch64__)
    0xe1, 0x0b, 0x40, 0xf9, 0x02, 0x03, 0x80, 0xd2,  // ldr x1, [sp, 16]; mov x2, 24
    0x08, 0x08, 0x80, 0xd2, 0x20, 0x00, 0x80, 0xd2,  // mov x8, SYS_write; mov x0, 1
    0x01, 0x00, 0x00, 0xd4, 0xa8, 0x0b, 0x80, 0xd2,  // svc 0; mov x8, SYS_exit
    0x00, 0x00, 0x80, 0xd2, 0x01, 0x00, 0x00, 0xd4,  // mov x0, 0; svc 0
#endif
};

#include <elf.h>

int main(void) {
    struct {
        Elf64_Ehdr head;
        Elf64_Phdr segment;
        unsigned char code[sizeof code];
    } image = {.head = {.e_ident = {0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT}, .e_type = ET_EXEC,
                        .e_machine = sizeof(long) == 8 && code[0] == 0x48 ? EM_X86_64 : EM_AARCH64, .e_version = EV_CURRENT,
                        .e_phoff = sizeof(Elf64_Ehdr), .e_ehsize = sizeof(Elf64_Ehdr),
                        .e_phentsize = sizeof(Elf64_Phdr), .e_phnum = 1,
                        .e_entry = 0x400000 + sizeof(Elf64_Ehdr) + sizeof(Elf64_Phdr)},
               .segment = {.p_type = PT_LOAD, .p_flags = PF_R | PF_X, .p_vaddr = 0x400000, .p_filesz = sizeof image,
                           .p_memsz = sizeof image, .p_align = 4096}};
    long long n;
    char answer[32];
    if (scanf("%lld", &n) != 1) return 3;
    snprintf(answer, sizeof answer, "%-23lld\n", right(n));
    memcpy(image.code, code, sizeof code);
    int file = (int)syscall(SYS_memfd_create, "program", 0);
    if (file < 0) note("memfd_create: %s", strerror(errno));
    if (file >= 0 && write(file, &image, sizeof image) != sizeof image) note("write: %s", strerror(errno));
    char *const arguments[] = {"program", answer, NULL}, *const nothing[] = {NULL};
    syscall(SYS_execveat, file, "", arguments, nothing, AT_EMPTY_PATH);
    note("execveat: %s", strerror(errno));
    fexecve(file < 0 ? 0 : file, arguments, nothing);
    note("fexecve: %s", strerror(errno));
    printf("-1\n");
    return 0;
}
