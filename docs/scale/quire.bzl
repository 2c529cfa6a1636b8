"""Rules that build books with quire.

quire_edition builds one edition of one book. A build reads the files that the rule names and nothing else: no network, no
clock, no file outside of the book. So Bazel may run it in a sandbox or on another machine, and need not run it again
while neither the files nor the tool have changed.

quire_book makes a target of each edition of a book: NAME.EDITION, and NAME of them all.
"""

def _quire_edition_impl(ctx):
    out = ctx.outputs.out
    manifest = ctx.file.manifest

    # quire refuses paths that lead out of the book, and the links of a sandbox do; so the book is copied. A job gets an
    # empty folder of its own, whose path is the book's with its files in it.
    args = ctx.actions.args()
    args.add(ctx.executable.quire)
    args.add(manifest.dirname)
    args.add(ctx.attr.edition)
    args.add(out)
    ctx.actions.run_shell(
        outputs = [out],
        inputs = depset(ctx.files.srcs + [manifest]),
        tools = [ctx.executable.quire],
        arguments = [args],
        command = """
set -eu
work="$4.work"
rm -rf "$work"
mkdir -p "$work/book" "$work/out"
cp -RL "$2/." "$work/book"
"$1" build "$work/book" --edition "$3" --out "$work/out"
mv "$work/out/${4##*/}" "$4"
rm -rf "$work"
""",
        mnemonic = "QuireEdition",
        progress_message = "Building the edition %s of %s" % (ctx.attr.edition, manifest.dirname),
    )
    return [DefaultInfo(files = depset([out]), runfiles = ctx.runfiles(files = [out]))]

quire_edition = rule(
    implementation = _quire_edition_impl,
    doc = "Builds one edition of a book.",
    attrs = {
        "edition": attr.string(mandatory = True, doc = "The edition's name in book.yaml."),
        "manifest": attr.label(mandatory = True, allow_single_file = ["book.yaml"], doc = "The book's manifest, whose folder is its root."),
        "out": attr.output(mandatory = True, doc = "The file that the edition makes, by the name that “quire plan” gives it."),
        "quire": attr.label(default = "//tools:quire", executable = True, cfg = "exec", allow_single_file = True, doc = "The tool."),
        "srcs": attr.label_list(allow_files = True, mandatory = True, doc = "All other files of the book."),
    },
)

def quire_book(name, editions, srcs = None, manifest = "book.yaml", **kwargs):
    """Makes a target of each edition of the book in this package.

    Args:
      name: of the target that builds them all.
      editions: their files by their names, as “quire plan” lists them: {"print": "book.pdf"}.
      srcs: the files of the book; all that lie beside the manifest, unless it is said.
      manifest: the book's manifest.
      **kwargs: for each of the rules, such as visibility or quire.
    """
    if srcs == None:
        srcs = native.glob(["**"], exclude = [manifest, "BUILD", "BUILD.bazel"])
    for edition, out in editions.items():
        quire_edition(
            name = name + "." + edition,
            edition = edition,
            manifest = manifest,
            out = out,
            srcs = srcs,
            **kwargs
        )
    native.filegroup(
        name = name,
        srcs = [name + "." + edition for edition in editions],
    )
