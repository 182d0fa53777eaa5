"""The word classes of the grammar: one letter a token, so that grammar is a regular expression over letters.

Function words: `a` a, an, another · `d` determiner · `t` that · `n` number · `0` no, none · `s` most, half, mostly ·
`h` hedge on a number · `W` between · `F` from · `f` of · `B` by · `T` to · `i` other preposition · `A` according to ·
`&` and · `/` or · `w` who, which · `q` when, after, if · `p` pronoun · `b` be · `x` have · `o` do · `m` would, may ·
`!` not · `y` adverb · `l` including, among them · `u` unit of measure · `M` weekday, month.

Verbs: `1` harm, past or participle · `2` harm, base or present · `3` harm, -ing · `%` verb whose subject is harmed ·
`4` `5` `6` reporting · `7` `8` `9` other verbs, in the same three forms.

Nouns: `r` one in a role · `R` several · `c` a body (army) · `H` people without a side · `k` one such person · `D`
dead, missing, hostage · `Y` casualties, deaths, bodies · `Z` toll · `K` killing, abduction · `v` event · `L`
reporting noun or verb (claim, report) · `e` other noun or verb (attempt, plan) · `O` thing · `z` other word · `j`
adjective · `J` adjective of origin · `N` word with a capital · `G` known actor's name · `C` known place.

Signs: `,` · `;` (also colon, dash) · `(` `)` · `"` · `'` possessive · `.` · `-` any other · `|` end of a sentence ·
`_` a further word of the same unit ("at least" is `h_`).
"""

from typing import Final

NOMINAL: Final = "jJNGCOzrRcHkvKYZMLeuD"
"""What may stand inside a noun phrase."""

HEADS: Final = "NGCOzrRcHkvKYZLeJM"
"""What a noun phrase may end in."""

PEOPLE: Final = "rRcHkGJ"
"""Heads that are people or bodies of people."""

VERBS: Final = "123%456789"

END: Final = "|"
"""A token without characters, behind the last one of each sentence."""

MORE: Final = "_"
"""A further token of the unit that the token before began."""
