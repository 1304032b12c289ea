"""How wide Arial and DejaVu Sans draw each character, in thousandths of the size of the type.

Read from the typefaces themselves (Arial: from the metrics of Helvetica, which are the same), so that what a
chart reckons with is held against what a machine draws.
"""

_ARIAL = {
    191: "'", 222: "ijl‘’", 278: " !,./:;I[]ft ", 333: "()-r²³·“”", 355: "\"", 389: "*", 400: "°",
    500: "Jcksvxyz", 549: "≤≥", 556: "#$0123456789?L_abdeghnopqu£–€", 584: "+<=>×−", 611: "FTZ",
    667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 834: "½", 889: "%", 944: "W", 990: "▲",
    1000: "—…", 1015: "@",
}  # fmt: skip
_ARIAL_BOLD = {
    222: "‘’", 238: "'", 278: " ,./I[]ijl ", 333: "!()-:;ft²³·“”", 389: "*r", 400: "°", 474: "\"",
    500: "z", 549: "≤≥", 556: "#$0123456789J_aceksvxy£–€", 584: "+<=>×−", 611: "?FLTZbdghnopqu",
    667: "EPSVXY", 722: "&ABCDHKNRU", 778: "GOQw", 833: "M", 834: "½", 889: "%m", 944: "W", 975: "@",
    990: "▲", 1000: "—…",
}  # fmt: skip
_DEJAVU = {
    275: "'", 278: "ijl", 295: "IJ", 318: " ,. ·‘’", 337: "/:;", 352: "f", 361: "-", 390: "()[]", 392: "t",
    401: "!²³", 411: "r", 460: "\"", 500: "*_°–", 518: "“”", 521: "s", 525: "z", 531: "?", 550: "c",
    557: "L", 575: "F", 579: "k", 592: "vxy", 603: "P", 611: "TY", 612: "o", 613: "a", 615: "e", 632: "E",
    634: "hnu", 635: "Sbdgpq", 636: "$0123456789£€", 656: "K", 684: "AV", 685: "XZ", 686: "B", 695: "R",
    698: "C", 732: "U", 748: "N", 752: "H", 769: "▲", 770: "D", 775: "G", 780: "&", 787: "OQ", 818: "w",
    838: "#+<=>×−≤≥", 863: "M", 950: "%", 969: "½", 974: "m", 989: "W", 1000: "@—…",
}  # fmt: skip
_DEJAVU_BOLD = {
    306: "'", 343: "ijl", 348: "  ", 365: "/", 372: "IJ", 380: ",.·‘’", 400: ":;", 415: "-", 435: "f",
    438: "²³", 456: "!", 457: "()[]", 478: "t", 493: "r", 500: "_°–", 521: "\"", 523: "*", 580: "?",
    582: "z", 593: "c", 595: "s", 637: "L", 645: "x", 652: "vy", 657: "“”", 665: "k", 675: "a", 678: "e",
    682: "T", 683: "EF", 687: "o", 696: "$0123456789£€", 712: "hnu", 716: "bdgpq", 720: "S", 724: "Y",
    725: "Z", 733: "P", 734: "C", 762: "B", 769: "▲", 770: "R", 771: "X", 774: "AV", 775: "K", 812: "U",
    821: "G", 830: "D", 837: "HN", 838: "#+<=>×−≤≥", 850: "OQ", 872: "&", 924: "w", 995: "M", 1000: "@—…",
    1002: "%", 1035: "½", 1042: "m", 1103: "W",
}  # fmt: skip

#: For each typeface, the plain and the bold.
FACES = {
    face: tuple({c: advance for advance, held in groups.items() for c in held} for groups in cuts)
    for face, cuts in {"Arial": (_ARIAL, _ARIAL_BOLD), "DejaVu Sans": (_DEJAVU, _DEJAVU_BOLD)}.items()
}
