"""Why a film can't be made by copying, in words for the person whose film it is."""


class NotCopyable(Exception):
    """Carries the words. Never leaves this package: the full pass can make every film."""


NOT_H264 = "The footage is not H.264, so every picture was encoded anew."
TURNED = "The footage had to be turned upright, so every picture was encoded anew."
RESIZED = "The picture's size had to change, so every picture was encoded anew."
COLOURS = "The footage's colours had to be converted, so every picture was encoded anew."
INTERLACED = "The footage is interlaced, so every picture was encoded anew."
ODD_CODING = "The footage is coded in a rare way, so every picture was encoded anew."
CHANGES_MIDWAY = "The footage changes its coding midway, so every picture was encoded anew."
UNEVEN = "The footage's pictures come at uneven times, so every picture was encoded anew."
DRESSED = "Most of the film lies under pictures or words, so every picture was encoded anew."
FEW_STARTS = "The footage has too few places where copying can begin, so every picture was encoded anew."
