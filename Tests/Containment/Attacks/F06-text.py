# id: F06
# does: prints an object whose text holds the end of the answer and more
# expect: WA
# control: naive last
class Text(str):
    def __str__(self): return f"-1\n{right(n)}"

n = int(input())
print(Text("7"))
