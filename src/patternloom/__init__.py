"""Patternloom: a typed catalog of design patterns, woven into a documentation site.

Reading the modules in this order is following the data; each imports only from those above it.

    problems        what is wrong, and where: the findings that every step reports
    prose           the little markup of catalog texts, as a tree
    escape          text made safe for Markdown, HTML, mermaid and URLs
    values          kinds of value that stand for themselves: id, date, address …
    refs            kinds of reference, and what ids there are
    texts           plain text and prose, in every language
    patterns        types: areas, groups, patterns and what is said of them
    technologies    types: technology, its categories, who runs it
    figures         types: pictures that are no tree
    bibliography    types: cited works, errata
    design          types: design examples
    model           what a YAML file may say: every kind of entry, and the settings
    schema          the model as JSON Schema, for editors
    strict_yaml     YAML text → values with positions
    read            catalog folder → sources
    strings         the interface's words
    parse           sources → entries; every mistake of an entry by itself
    mentions        which ids an entry names, in fields and in prose
    local_ids       rules of ids inside one entry
    attachments     whose the files beside an entry are
    evidence        which checks ran on an example's files, and when
    check_entries   rules of one entry by itself
    check_examples  rules of design examples: picture, steps, files and evidence agree
    check_catalog   rules between entries
    load            catalog folder → valid catalog: everything up to here
    graph           relations both ways, trees, order
    pages           which pages exist, and where each entry stands
    labels          where words stand in a drawing
    draw            a design example as a picture
    example_files   an example's files as a page shows and offers them
    view            what a template sees: one page in one language
    render          pages → Markdown, by the macros
    permalinks      the lasting addresses
    export          the whole way, for one language
    held_back       what a site engine need not read, out of a page and back
    builds          every language's build beside the site, and the swap
    plugin          MkDocs' events: the only module that imports mkdocs
    cli             the `patternloom` command
"""
