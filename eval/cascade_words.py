"""Words of the cascades: sentences of our own with slots, and words of one meaning."""

from __future__ import annotations

__all__ = ["GROUPS", "OPENINGS", "SENTENCES", "SYNONYMS"]

GROUPS: dict[str, list[str]] = {
    "who": [
        "the council",
        "our ministry",
        "the harbour board",
        "the union",
        "this government",
        "the committee",
        "the regional fund",
        "our engineers",
        "the railway",
        "the water authority",
    ],
    "them": [
        "the neighbouring province",
        "the shipping companies",
        "the opposition",
        "foreign investors",
        "the mining firms",
        "our partners",
        "the contractors",
        "the island states",
        "the farmers",
    ],
    "thing": [
        "the old bridge",
        "the new pipeline",
        "the fishing quota",
        "the border road",
        "the eastern dam",
        "the housing plan",
        "the trade agreement",
        "the power station",
        "the grain reserve",
        "the ferry line",
    ],
    "when": [
        "before the winter",
        "next spring",
        "within three years",
        "by the end of May",
        "in the coming weeks",
        "after the election",
        "since last autumn",
        "for the first time in a decade",
    ],
    "amount": [
        "12 million crowns",
        "340 jobs",
        "a third of the budget",
        "45 per cent of the land",
        "1,200 homes",
        "6,500 tonnes of steel",
        "half of all journeys",
        "19 villages",
        "700 boats",
    ],
    "will": [
        "will rebuild",
        "intends to close",
        "has decided to sell",
        "refuses to finance",
        "plans to expand",
        "is ready to defend",
        "cannot abandon",
        "wants to postpone",
        "promises to repair",
    ],
    "feeling": [
        "deeply worried",
        "very proud",
        "rather surprised",
        "completely certain",
        "bitterly disappointed",
        "cautiously hopeful",
    ],
    "reason": [
        "because the costs have doubled",
        "because nobody asked the people who live there",
        "since the old treaty has expired",
        "because the tests were falsified",
        "as the law requires",
        "because we gave our word",
        "since the river rises every year",
    ],
    "warn": [
        "would destroy",
        "could endanger",
        "will certainly delay",
        "might split",
        "would finally save",
        "is going to weaken",
    ],
    "good": [
        "a serious mistake",
        "the only honest answer",
        "a dangerous experiment",
        "a fair compromise",
        "an insult to the region",
        "the beginning of a long friendship",
    ],
}

SENTENCES = [
    "We are @feeling that @who @will @thing @when.",
    "Let me say it clearly: @who @will @thing @reason.",
    "It was @good to promise @amount to @them @when.",
    "If @them insist on this, it @warn @thing and @amount with it.",
    "Nobody should believe that @who forgot @them @reason.",
    "@amount are at stake, and @who knows it.",
    "I told @them @when that @thing is @good.",
    "This decision @warn the work of @who @when.",
    "We have spent @amount on @thing, and I call that @good.",
    "There is no hidden agreement between @who and @them about @thing.",
    "My answer to @them is simple: @who @will @thing.",
    "Every delay costs @amount, @reason.",
    "The people of this valley deserve better than @thing, which is @good.",
    "Tomorrow @who meets @them to discuss @amount and @thing.",
]

_MEANINGS = """
clearly plainly openly
say state put
deeply gravely seriously
worried concerned alarmed
proud pleased satisfied
surprised astonished startled
certain sure convinced
disappointed let-down frustrated
hopeful optimistic confident
rebuild reconstruct restore
close shut
sell dispose-of offload
finance fund pay-for
expand enlarge extend
defend protect safeguard
abandon give-up drop
postpone delay put-off
repair fix mend
decided resolved chosen
intends means aims
plans expects hopes
refuses declines
promises pledges vows
mistake error blunder
honest truthful candid
answer reply response
dangerous risky hazardous
experiment trial gamble
fair just balanced
compromise settlement deal
insult affront slap
beginning start outset
friendship partnership alliance
destroy ruin wreck
endanger threaten jeopardise
split divide
save rescue
weaken undermine sap
insist press persist
believe think imagine
forgot overlooked neglected
knows understands realises
decision ruling move
work efforts labour
spent invested laid-out
hidden secret covert
agreement pact accord
simple short plain
delay hold-up setback
costs burdens expenses
doubled soared
people residents inhabitants
valley region district
deserve merit need
meets sees
discuss debate talk-over
bridge crossing
road highway route
dam barrier
plan scheme project
winter cold-season
weeks days
years seasons
jobs positions posts
homes houses dwellings
villages hamlets settlements
boats vessels craft
firms companies businesses
farmers growers
partners allies
nobody no-one
every each
asked consulted
live dwell reside
expired lapsed run-out
falsified faked forged
rises swells climbs
very extremely highly
completely fully entirely
serious grave
long lasting
finally at-last
"""
SYNONYMS: dict[str, list[str]] = {}
for _line in _MEANINGS.split("\n"):
    for _word in _line.split():
        SYNONYMS.setdefault(_word, []).extend(w.replace("-", " ") for w in _line.split() if w != _word)

OPENINGS = [
    "and that is all there is to it",
    "as everybody in the room could hear",
    "to long applause",
    "without taking questions",
    "in a hall that was half empty",
]
