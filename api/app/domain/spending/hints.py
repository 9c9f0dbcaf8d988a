"""Names that say what they sell only in part: cut short, written as one word, or by a hint."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from app.domain.places import TOWNS
from app.domain.spending.knowledge import Trade
from app.domain.spending.lexicon import LONGEST_PHRASE, by_phrase

# Words that only hint at a trade, believed where nothing says more: "Golden Dragon", "Spice Hut".
_HINTS: Mapping[str, str] = {
    Trade.EATING_OUT: (
        "dragon spice spices bombay mumbai delhi punjab punjabi bengal raj tandoor masala naan "
        "biryani peking beijing shanghai canton cantonese hong kong szechuan jade panda bamboo "
        "bangkok siam saigon hanoi tokyo kyoto osaka seoul istanbul anatolia ankara ottoman "
        "marmaris bodrum roma milano sicilia toscana amalfi bella luigi mario pasta pesto vino "
        "napoli osteria enoteca mezze meze lebanese beirut cedar ali baba marrakech casablanca "
        "mexicana cantina burrito nacho salsa madrid barcelona iberico nando peri dixie fried "
        "fry codfather plaice batter chips fish crown lion swan plough anchor oak bull stag fox "
        "hounds hart horse horseshoes wheatsheaf railway ship bell george dragon brew beans bean "
        "grind roast crumbs crumb cake cakes bakes bake scone teapot kettle teatime latte mocha "
        "barista cuppa shack hut smoke ribs wings dough slice crust oven tea bites bite munch "
        "feast plate fork spoon tasty yummy flavours flavour wine gin cantina bap buns bun chai "
        "boba bubble smoothie froyo waffles shakes donuts sourdough deli"
    ),
    Trade.GROCERIES: (
        "mart bazaar cash carry veg fruit meat meats polski sklep delikatesy oriental asian "
        "afro caribbean tropical spar bestway store stores provisions larder pantry organic milk "
        "eggs bread refill grocers corner"
    ),
    Trade.TRANSPORT: (
        "cars crossing filling ride rides fleet bodyshop exhausts exhaust clutch brakes brake "
        "transmission gearbox windscreen windscreens parts valet valeting bodywork dealer "
        "dealership auto automotive recovery towing coach trainline ticketing forecourt services "
        "permit permits bay meter chargepoint ev"
    ),
    Trade.TRAVEL: (
        "airport lounge hotels villas beach retreat getaway getaways rooms inn guest bnb camp "
        "campsites glamping cabins cabin lakes harbour marina departures departure ferries "
        "passengers rectory apartment apartamentos hostal pension casa"
    ),
    Trade.SHOPPING: (
        "shop shopping store stores warehouse direct depot centre wear schoolwear uniform uniforms "
        "home lamps lamp lighting lights tiles paint paints tools plant pots mirror "
        "frames framing gift card cards wrap party costume costumes bridal wedding dress dresses "
        "suits tailoring jeans denim trainers sneakers leather watches gold silver gems threads "
        "knit knitting sew sewing yarn quilts bike cycle angling tackle fishing golfstore hobbies "
        "models comics cards vape vapes vapour tobacco ecig phonefix gadgets gadget tech laptop "
        "beds sofas mattress blinds doors windows glass kitchens bathrooms bathroom timber "
        "merchants builders kids baby paws claws dog dogs cat cats puppy groomers grooming"
    ),
    Trade.HOUSING: (
        "plumbers plumber plumbing roofing roofer roofers boiler boilers drains drainage "
        "electrician electricians handyman decorators decorator decorating joinery builders "
        "builder gutters gutter cleaner cleaners cleaning scaffolding glazing storage removals "
        "self locksmiths gardener gardening landscapes landscaping chimney damp pest lodger room"
    ),
    Trade.HEALTH: (
        "doctor doctors gp care medic dent ortho opti optical eyes eye vision hearing podi physio "
        "feet foot chiropody chiropodist acupuncture mind minds counsel hypno wellbeing "
        "brow brows lash lashes wax waxing tan tanning skin cuts cut fade fades clippers gents "
        "stylist styling blow salons nail pedicure makeup bodycare aesthetic laser martial arts "
        "karate judo boxing pool swimming sport leisure dance ballet studio studios bootcamp "
        "athletics climb tennis badminton squash animal pet companion"
    ),
    Trade.CHILDCARE: (
        "acorns little tots cubs ladybird ladybirds rainbow sunshine playschool playgroups "
        "childminding nannies academy kidz kiddies montessori meals dinners trip trips camps"
    ),
    Trade.ENTERTAINMENT: (
        "play games arcade laser quest paintball theatreland show shows live music club clubs "
        "park parks safari farm hall house gallery exhibition comedy fun soft football rugby "
        "cricket ticketing bet bets slots poker snooker darts pool ale fest"
    ),
    Trade.GIFTS_CHARITY: (
        "society aid cancer heart hospices rescue sanctuary mission ministries gospel baptist "
        "methodist cathedral st petals bouquet blooms bloom roses"
    ),
    Trade.SUBSCRIPTIONS: "club box monthly plus pro premium digital media press app online news",
    Trade.INSURANCE: "assured cover insured protect protection underwriters policy life",
    Trade.DEBT: "lending lender lenders repay repayment repayments collections recoveries credit",
    Trade.OTHER: (
        "legal law solicitor llp accounting accountant bookkeeping tax court fines passport visa "
        "union university college council registry licence couriers courier parcels parcel post "
        "postage funeral funerals driving"
    ),
}
# Banks cut names from 13 letters on; a cut word must still show this much of itself.
_NAME_MAY_BE_CUT, _SHORTEST_CUT = 12, 4
_SHORTEST_GLUED, _SHORTEST_END, _SHORTEST_INSIDE = 7, 4, 5


@cache
def _by_start() -> dict[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return what may follow the first words of a phrase: its last word, and the category."""
    starts: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for phrase, category in by_phrase().items():
        starts[phrase[:-1]].append((phrase[-1], category))
        if len(phrase) > 1:
            starts[()].append((phrase[0], category))
    return {start: tuple(ends) for start, ends in starts.items()}


@cache
def _glued() -> dict[str, str]:
    """Return the phrases written as one word."""
    return {"".join(phrase): category for phrase, category in by_phrase().items()}


@cache
def _glued_starts() -> dict[str, str]:
    """Return what phrases begin with; of several, what the first of the alphabet says."""
    return {
        phrase[:length]: category
        for phrase, category in sorted(_glued().items(), reverse=True)
        for length in range(_SHORTEST_INSIDE, len(phrase))
    }


@cache
def _hints() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for category, words in _HINTS.items():
        for word in dict.fromkeys(words.split()):
            found[word].append(category)
    return {word: tuple(categories) for word, categories in found.items()}


def category_hinted(name: tuple[str, ...]) -> str | None:
    """Return the category of a name whose words are cut short, written as one or only hint."""
    return _cut_phrase(name) or _glued_phrase(name) or _most_hinted(name)


def _cut_phrase(name: tuple[str, ...]) -> str | None:
    """Return what the last word was before it was cut, where all it could be is one thing."""
    if len(" ".join(name)) < _NAME_MAY_BE_CUT:
        return None
    last = name[-1]
    if last in _hints():
        return None
    for length in range(min(LONGEST_PHRASE, len(name)), 0, -1):
        ends = _by_start().get(name[len(name) - length : -1], ())
        could_be = {category for end, category in ends if end != last and end.startswith(last)}
        if len(could_be) == 1 and (length > 1 or len(last) >= _SHORTEST_CUT):
            return could_be.pop()
    return None


def _glued_phrase(name: tuple[str, ...]) -> str | None:
    """Return what a name written as one word ends in or holds, perhaps cut: "KEBABPALACE"."""
    long = [word for word in reversed(name) if len(word) >= _SHORTEST_GLUED and word not in TOWNS]
    for word in long:
        found = _longest(_glued(), _ends(word, _SHORTEST_END)) or _longest(
            _glued_starts(), _ends(word, _SHORTEST_INSIDE)
        )
        found = found or _longest(_glued(), _parts(word))
        if found is not None:
            return found
    return None


def _longest(phrases: Mapping[str, str], parts: Iterable[str]) -> str | None:
    return next((phrases[part] for part in parts if part in phrases), None)


def _ends(word: str, shortest: int) -> Iterator[str]:
    """Return the ends of a word, the longest first."""
    return (word[start:] for start in range(len(word) - shortest + 1))


def _parts(word: str) -> Iterator[str]:
    """Return what is inside a word, the longest first."""
    for length in range(len(word), _SHORTEST_INSIDE - 1, -1):
        for start in range(len(word) - length + 1):
            yield word[start : start + length]


def _most_hinted(name: tuple[str, ...]) -> str | None:
    """Return what most words hint at; between equals the later word decides."""
    hints = _hints()
    counted: Counter[str] = Counter()
    latest: dict[str, int] = {}
    for place, word in enumerate(name):
        for category in hints.get(word, ()):
            counted[category] += 1
            latest[category] = place
    return max(counted, key=lambda one: (counted[one], latest[one]), default=None)
