"""The alarm words: reviewed, versioned content that is looked for in what a resident writes (docs/alarm-words.md).

`content` and `loader` read the list, `spelling` reduces a text to words, `matcher` finds, `library` has the list in
force. Pure. A hit alerts people and changes no assessment; that nothing was found means nothing.
"""
