/* Which objects the fast linker may have. The reference is the linker that gcc calls; where two linkers could differ
 * (weak and common symbols, thread-local storage, sections of one's own, symbols that linkers define, executable
 * stacks, unusual relocations) the object is not plain. Nearly every honest program is.
 *
 * The object comes of untrusted text: every offset is checked against the file.
 */
#include "plain.h"

#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct object {
    const unsigned char *bytes;
    size_t size;
    const Elf64_Shdr *sections;
    size_t count;
    int asks_for_more; /* than the well-known functions of the C library */
};

/* An array in the file; null when it does not lie in it, or not at a multiple of its alignment. */
static const void *array(const struct object *object, Elf64_Off offset, Elf64_Xword size)
{
    if (offset > object->size || size > object->size - offset || offset % 8 != 0)
        return NULL;
    return object->bytes + offset;
}

/* A name in a table of names; null when it does not end in it. */
static const char *name_in(const struct object *object, const Elf64_Shdr *table, Elf64_Word offset)
{
    if (table->sh_type != SHT_STRTAB || table->sh_offset > object->size ||
        table->sh_size > object->size - table->sh_offset || offset >= table->sh_size)
        return NULL;
    const char *name = (const char *)object->bytes + table->sh_offset + offset;
    return memchr(name, 0, table->sh_size - offset) ? name : NULL;
}

static int is_any_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return 1;
    return 0;
}

static int begins_with_any_of(const char *name, const char *const *beginnings)
{
    for (; *beginnings; beginnings++)
        if (strncmp(name, *beginnings, strlen(*beginnings)) == 0)
            return 1;
    return 0;
}

static int is_plain_section(const Elf64_Shdr *section, const char *name)
{
    static const char *const names[] = {
        "", ".text", ".data", ".bss", ".rodata", ".comment", ".note.GNU-stack", ".note.gnu.property", ".eh_frame",
        ".init_array", ".fini_array", ".symtab", ".strtab", ".shstrtab", NULL};
    static const char *const parts[] = {".text.unlikely", ".text.startup", ".text.hot", ".text.exit", ".data.rel",
                                        ".rodata.str", ".rodata.cst", ".rela.", NULL};
    const Elf64_Xword flags = SHF_WRITE | SHF_ALLOC | SHF_EXECINSTR | SHF_MERGE | SHF_STRINGS | SHF_INFO_LINK;
    if (!is_any_of(name, names) && !begins_with_any_of(name, parts))
        return 0;
    /* More than a relocation of 32 bits reaches is for the linker to refuse. */
    return (section->sh_flags & ~flags) == 0 && section->sh_size < 1u << 29;
}

/* What linkers define themselves, or what the start files and the linker's script give a meaning to. */
static int is_linkers_name(const char *name)
{
    static const char *const names[] = {"end", "_end", "edata", "_edata", "etext", "_etext", "__etext", "_init",
                                        "_fini", "_start", "data_start", "__data_start", "__bss_start",
                                        "__dso_handle", "_DYNAMIC", "_GLOBAL_OFFSET_TABLE_",
                                        "_PROCEDURE_LINKAGE_TABLE_", "__TMC_END__", "_IO_stdin_used", NULL};
    static const char *const beginnings[] = {"__start_", "__stop_", "__init_array", "__fini_array", "__preinit",
                                             "__rel_iplt", "__rela_iplt", "__ehdr", "__executable", "__libc_csu",
                                             "__wrap_", "__real_", NULL};
    return is_any_of(name, names) || begins_with_any_of(name, beginnings) || strchr(name, '@') != NULL;
}

/* Names that the C library has and the libraries of mathematics and of unwinding have not, and those that the
 * compiler's own archive has, which stands before all but the first of these: an object that asks for no others is
 * linked to the same program without the two. */
static int is_well_known(const char *name)
{
    static const char *const names[] = {
        "printf", "puts", "putchar", "putc", "fputs", "fputc", "fprintf", "sprintf", "snprintf", "fwrite", "fflush",
        "scanf", "__isoc99_scanf", "__isoc99_sscanf", "__isoc99_fscanf", "getchar", "getc", "fgets", "getline",
        "stdin", "stdout", "stderr", "setvbuf", "malloc", "calloc", "realloc", "free", "exit", "_exit", "abort",
        "qsort", "atoi", "atol", "atoll", "strtol", "strtoll", "strtoul", "strtoull", "abs", "labs", "memset",
        "memcpy", "memmove", "memcmp", "strlen", "strcmp", "strncmp", "strcpy", "strcat", "strchr", "strrchr",
        "strdup", "__read", "__write", "__fcntl", "__dup2", "__pipe", "__close", "__assert_fail",
        "__stack_chk_fail", "__udivti3", "__umodti3", "__divti3", "__modti3", "__udivmodti4", "__divmodti4", NULL};
    return is_any_of(name, names);
}

static int has_plain_symbols(struct object *object, const Elf64_Shdr *section)
{
    const Elf64_Sym *symbols = array(object, section->sh_offset, section->sh_size);
    if (!symbols || section->sh_link >= object->count)
        return 0;
    for (size_t number = 0; number < section->sh_size / sizeof *symbols; number++) {
        const Elf64_Sym *symbol = &symbols[number];
        unsigned binding = ELF64_ST_BIND(symbol->st_info), type = ELF64_ST_TYPE(symbol->st_info);
        const char *name = name_in(object, &object->sections[section->sh_link], symbol->st_name);
        if (!name || (binding != STB_LOCAL && binding != STB_GLOBAL) || type > STT_FILE ||
            ELF64_ST_VISIBILITY(symbol->st_other) != STV_DEFAULT)
            return 0;
        if (symbol->st_shndx >= SHN_LORESERVE && !(type == STT_FILE && symbol->st_shndx == SHN_ABS))
            return 0;
        if (binding == STB_GLOBAL && is_linkers_name(name))
            return 0;
        if (binding == STB_GLOBAL && symbol->st_shndx == SHN_UNDEF && !is_well_known(name))
            object->asks_for_more = 1;
    }
    return 1;
}

static int has_plain_relocations(const struct object *object, const Elf64_Shdr *section)
{
    const Elf64_Rela *relocations = array(object, section->sh_offset, section->sh_size);
    if (!relocations)
        return 0;
    for (size_t number = 0; number < section->sh_size / sizeof *relocations; number++)
        switch (ELF64_R_TYPE(relocations[number].r_info)) {
        case R_X86_64_64:
        case R_X86_64_PC32:
        case R_X86_64_PLT32:
        case R_X86_64_GOTPCREL:
        case R_X86_64_GOTPCRELX:
        case R_X86_64_REX_GOTPCRELX:
            break;
        default:
            return 0;
        }
    return 1;
}

static int is_plain(struct object *object)
{
    const Elf64_Ehdr *header = array(object, 0, sizeof *header);
    int has_stack_note = 0;
    if (!header || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 || header->e_ident[EI_CLASS] != ELFCLASS64 ||
        header->e_ident[EI_DATA] != ELFDATA2LSB || header->e_type != ET_REL || header->e_machine != EM_X86_64 ||
        header->e_shentsize != sizeof(Elf64_Shdr))
        return 0;
    object->count = header->e_shnum;
    object->sections = array(object, header->e_shoff, object->count * sizeof(Elf64_Shdr));
    if (!object->sections || header->e_shstrndx >= object->count)
        return 0;
    for (size_t number = 0; number < object->count; number++) {
        const Elf64_Shdr *section = &object->sections[number];
        const char *name = name_in(object, &object->sections[header->e_shstrndx], section->sh_name);
        if (!name || !is_plain_section(section, name))
            return 0;
        if (strcmp(name, ".note.GNU-stack") == 0)
            has_stack_note = section->sh_flags == 0;
        switch (section->sh_type) {
        case SHT_NULL: case SHT_PROGBITS: case SHT_NOBITS: case SHT_STRTAB: case SHT_NOTE:
        case SHT_INIT_ARRAY: case SHT_FINI_ARRAY: case SHT_X86_64_UNWIND:
            break;
        case SHT_SYMTAB:
            if (!has_plain_symbols(object, section))
                return 0;
            break;
        case SHT_RELA:
            if (!has_plain_relocations(object, section))
                return 0;
            break;
        default:
            return 0;
        }
    }
    return has_stack_note;
}

enum plainness plainness_of_object(const char *path)
{
    struct stat status;
    struct object object = {0};
    enum plainness plain = NOT_PLAIN;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return NOT_PLAIN;
    if (fstat(file, &status) == 0 && status.st_size > 0) {
        object.size = (size_t)status.st_size;
        void *bytes = mmap(NULL, object.size, PROT_READ, MAP_PRIVATE, file, 0);
        if (bytes != MAP_FAILED) {
            object.bytes = bytes;
            if (is_plain(&object))
                plain = object.asks_for_more ? PLAIN : PLAIN_LEAN;
            munmap(bytes, object.size);
        }
    }
    close(file);
    return plain;
}
