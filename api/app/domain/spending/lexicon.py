"""Words that say what kind of thing was paid, whoever sold it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from app.domain.descriptor import tokens_of
from app.domain.places import TOWNS
from app.domain.spending.knowledge import Trade

COUNCIL_TAX = "council_tax"

_PHRASES: Mapping[str, str] = {
    COUNCIL_TAX: (
        "council tax, counciltax, ctax, c tax, ct payment, city council, borough council, "
        "bc council, "
        "county council, district council, london borough, royal borough, council, lb of, "
        "council tax dd, ctx, metropolitan borough"
    ),
    Trade.HOUSING: (
        "rent, lettings, letting, landlord, mortgage, mortgages, mtg, mtge, building society, bs, "
        "estates, estate agents, estate agent, "
        "property, properties, residential, service charge, ground rent, housing association, "
        "housing, homes ltd, tenancy, flat rent, room rent, property management, realty"
    ),
    Trade.UTILITIES: (
        "energy, electricity, electric, gas, water, water services, broadband, fibre, telecom, "
        "telecoms, mobile, internet, power, heating, wastewater, utilities, utility, oil heating, "
        "heating oil, phone bill, tv licence, sewerage"
    ),
    Trade.GROCERIES: (
        "supermarket, supermarkets, grocery, groceries, grocer, grocers, greengrocer, "
        "greengrocers, "
        "foods, food, food store, cheese, cheesemonger, bakers, news, "
        "food hall, food centre, food and wine, food wine, food mart, butcher, butchers, "
        "fishmonger, fishmongers, deli, delicatessen, "
        "halal, farm foods, minimarket, mini market, mini mart, minimart, convenience, "
        "off licence, wines, "
        "wine merchants, newsagent, newsagents, cash and carry, halal meat, organics, "
        "wholefoods, general store, village store, village shop, corner shop, farm shop, dairy, "
        "fruit and veg, superstore, food express"
    ),
    Trade.EATING_OUT: (
        "restaurant, restaurants, ristorante, trattoria, bistro, brasserie, cafe, caffe, coffee, "
        "espresso, tea room, tearoom, tearooms, tea rooms, bakery, bakehouse, patisserie, pizza, "
        "pizzeria, kebab, kebabs, grill, burger, burgers, chicken, fish and chips, fish bar, "
        "chippy, chip shop, fryer, takeaway, take away, noodle, noodles, ramen, sushi, thai, "
        "tandoori, curry, indian cuisine, balti, chinese, dim sum, taqueria, tapas, kitchen, "
        "diner, canteen, catering, pub, inn, tavern, arms, bar, bars, brewery, brewing, taproom, "
        "ale house, alehouse, wine bar, cocktail, cocktails, the red lion, kings head, "
        "queens head, white hart, the crown, gelato, gelateria, ice cream, dessert, desserts, "
        "bakehouse, smokehouse, thali, dosa, taco, tacos, falafel, poke, brunch, sandwich, "
        "sandwiches, bagel, bagels, street food, steakhouse, smokehouse, roastery, "
        "roasters, juice, creperie, pancake, waffle, doughnut, doughnuts, eatery, dining, "
        "tap house, lounge, social club, rotisserie, shawarma, peri peri, wok, bbq"
    ),
    Trade.TRANSPORT: (
        "parking, car park, carpark, park and ride, taxi, taxis, cabs, cab, minicab, minicabs, "
        "private hire, petrol, fuel, diesel, filling station, service station, garage, garages, "
        "motors, autos, motor, mot, tyres, tyre, car wash, carwash, car care, hand car wash, "
        "railway, railways, rail, trains, train, bus, buses, "
        "coaches, tram, trams, metro trains, underground, ferry, toll, tolls, cycle hire, "
        "bike hire, scooter, scooters, ev charging, charging, vehicle, autocentre, auto centre, "
        "mechanics, "
        "body shop repair, autoparts, car parts, penalty charge, pcn"
    ),
    Trade.TRAVEL: (
        "hotel, hotels, hostel, inn hotel, guest house, guesthouse, bed and breakfast, resort, "
        "holiday, holidays, holiday cottages, cottages, cottage, airways, airlines, airline, "
        "flights, flight, travel, travels, tours, tour, cruise, cruises, airport, car hire, "
        "car rental, rent a car, villa, villas, camping, campsite, caravan park, holiday park, "
        "apartments, lodge, lodges, visa application, excursion, excursions, duty free, safari"
    ),
    Trade.SHOPPING: (
        "clothing, clothes, fashion, fashions, boutique, shoes, footwear, menswear, womenswear, "
        "jewellers, jewellery, jeweller, furniture, furnishings, carpets, flooring, curtains, "
        "bedding, interiors, homeware, homewares, kitchenware, hardware, diy, ironmongers, "
        "timber, builders merchants, plumbing supplies, electrical, electricals, electronics, "
        "computers, computer, phones, phone repair, repairs, books, bookshop, bookshops, "
        "stationers, stationery, toys, toy, games, gifts, gift shop, cards and gifts, antiques, "
        "vintage, market, outlet, department store, garden centre, garden centres, nursery plants, "
        "nurseries garden, plants, pet shop, pets, pet supplies, aquatics, bikes, cycles, sports, "
        "outdoor, craft, crafts, haberdashery, wool, fabrics, art supplies, photo, camera, "
        "cameras, music shop, records, vinyl, retail, emporium, trading, dry cleaners, "
        "dry cleaning, laundry, launderette, tailor, tailors, cobbler, locksmith, printing"
    ),
    Trade.SUBSCRIPTIONS: (
        "membership, subscription, premium membership, magazine, newspaper, streaming, hosting, "
        "software, app store, cloud storage, patreon"
    ),
    Trade.INSURANCE: (
        "insurance, insurances, insur, ins, assurance, underwriting, life cover, life assurance, "
        "motor insurance, home insurance, pet insurance, premium finance, mutual insurance, "
        "breakdown cover, warranty"
    ),
    Trade.HEALTH: (
        "pharmacy, pharmacies, chemist, chemists, dental, dentist, dentists, dentistry, "
        "orthodontics, surgery, clinic, medical, medical centre, hospital, health, healthcare, "
        "physio, physiotherapy, osteopath, osteopathy, chiropractic, chiropractor, optician, "
        "opticians, eyecare, optometrist, therapy, therapist, counselling, gym, fitness, crossfit, "
        "yoga, pilates, leisure centre, swimming, swim, hair, hairdresser, hairdressers, "
        "hairdressing, hair salon, barber, barbers, salon, beauty, nails, nail bar, spa, massage, "
        "cosmetics, tattoo, vet, vets, veterinary, wellness, podiatry, podiatrist, skin clinic, "
        "aesthetics, prescription"
    ),
    Trade.CHILDCARE: (
        "nursery, nurseries, day nursery, childcare, childminder, child minder, preschool, "
        "pre school, playgroup, kindergarten, montessori, after school, afterschool, breakfast "
        "club, holiday club, nanny, au pair, babysitter, babysitting, school, schools, academy, "
        "primary school, school fees, school dinners, wraparound care, creche, kids club, "
        "playcentre, soft play, toddler, toddlers, tuition, tutor, tutoring"
    ),
    Trade.ENTERTAINMENT: (
        "cinema, cinemas, theatre, theatres, playhouse, museum, museums, gallery, zoo, "
        "aquarium, theme park, bowling, bowl, arcade, amusements, escape room, escape rooms, "
        "tickets, ticket, concert, festival, arena, stadium, events, event, comedy club, "
        "nightclub, club night, casino, bingo, betting, bookmakers, lottery, lotto, golf, "
        "golf club, tennis club, cricket club, rugby club, football club, snooker, karting, "
        "trampoline, climbing, gaming, racecourse, ice rink, crazy golf, adventure, heritage, "
        "castle, botanic"
    ),
    Trade.GIFTS_CHARITY: (
        "charity, charities, donation, donations, appeal, foundation, hospice, trust fund, "
        "fundraising, church, parish, mosque, temple, synagogue, red cross, relief, flowers, "
        "florist, florists, gift card, gift cards, giftcard, wedding gift, birthday, present, xmas"
    ),
    Trade.FEES_INTEREST: (
        "fee, fees, overdraft, interest, bank charge, bank charges, charges, commission, "
        "late payment, non sterling, arrangement fee, penalty, unpaid"
    ),
    Trade.DEBT: (
        "loan, loans, loan repayment, loan payment, credit agreement, finance, personal loan, "
        "debt, iva, hire purchase, car finance, motor finance, consumer finance"
    ),
    Trade.CASH: "cash, atm, cash withdrawal, cash machine, cashpoint, withdrawal",
    Trade.OTHER: "solicitors, solicitor, accountants, accountancy, notary, self assessment, tax",
}
# A longer phrase says more; of words alone these say more than the rest.
_STRONG = frozenset(
    tokens_of(
        "rent lettings mortgage insurance nursery childcare pharmacy dental dentist parking "
        "restaurant cafe coffee pizza kebab barbers hotel airways airlines cinema vets broadband "
        "council supermarket butchers taxi petrol garage energy loan school charity bakery"
    )
)


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
# Beside the name of a shop that sells something else, these say what was bought of it.
_NARROWING: Mapping[str, str] = {
    Trade.DEBT: (
        "loan, loans, financial services, fin services, fin serv, finance, financial, credit plan"
    ),
    Trade.INSURANCE: "insurance, ins, pet ins, life cover",
    Trade.HOUSING: "mortgage, mortgages, mtg",
    Trade.TRANSPORT: (
        "petrol, pfs, fuel, filling, filling stn, filling station, autocentre, parking"
    ),
    Trade.UTILITIES: "mobile, broadband, energy",
    Trade.ENTERTAINMENT: "arena, theatre, cinema, tickets, stadium",
    Trade.HEALTH: "pharmacy, opticians, dental, vet",
    Trade.EATING_OUT: "cafe, restaurant, kitchen, costa",
    Trade.TRAVEL: "travel money, holidays",
}
_COUNCILS = frozenset(("cc", "dc", "bc", "mbc", "mdc", "lbc", "council", "boro", "ctax"))
_BOROUGHS = frozenset(("lb", "rb", "lbo"))
_LONGEST_PHRASE = 3
# Banks cut names from 13 letters on; a cut word must still show this much of itself.
_NAME_MAY_BE_CUT, _SHORTEST_CUT = 12, 4
_SHORTEST_GLUED, _SHORTEST_END, _SHORTEST_INSIDE = 7, 4, 5
_COLLECTED = frozenset(("DIRECT_DEBIT", "STANDING_ORDER", "BILL_PAYMENT"))


@cache
def _by_phrase() -> dict[tuple[str, ...], str]:
    return _phrases(_PHRASES)


@cache
def _by_narrowing() -> dict[tuple[str, ...], str]:
    return _phrases(_NARROWING)


def _phrases(said: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    return {
        tokens_of(phrase): category
        for category, phrases in said.items()
        for phrase in phrases.split(",")
    }


@cache
def _by_start() -> dict[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return what may follow the first words of a phrase: its last word, and the category."""
    starts: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for phrase, category in _by_phrase().items():
        starts[phrase[:-1]].append((phrase[-1], category))
        if len(phrase) > 1:
            starts[()].append((phrase[0], category))
    return {start: tuple(ends) for start, ends in starts.items()}


@cache
def _glued() -> dict[str, str]:
    """Return the phrases written as one word."""
    return {"".join(phrase): category for phrase, category in _by_phrase().items()}


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


def category_said(tokens: tuple[str, ...]) -> str | None:
    """Return the category the words name by themselves: the longest phrase, then the last word.

    "Castle Cafe" is a café and no castle: in English the thing comes last.
    """
    return _best_phrase(_by_phrase(), tokens)


def is_surely_said(name: tuple[str, ...]) -> bool:
    """Return whether a name ends in a word for one trade only: "Sharp Cuts Barbers"."""
    return bool(name) and name[-1] in _STRONG


def category_narrowed(tokens: tuple[str, ...]) -> str | None:
    """Return what of a shop's many things was bought: "TESCO BANK LOAN", "ASDA FILLING STN"."""
    return _best_phrase(_by_narrowing(), tokens)


def category_hinted(name: tuple[str, ...]) -> str | None:
    """Return the category of a name whose words are cut short, written as one or only hint."""
    return _cut_phrase(name) or _glued_phrase(name) or _most_hinted(name)


def says_council_tax(tokens: tuple[str, ...], *, bank_category: str) -> bool:
    """Return whether a council collects: "LB CAMDEN", "SHEFFIELD CC"; a card buys no tax."""
    if not tokens or bank_category not in _COLLECTED:
        return False
    return tokens[0] in _BOROUGHS or not _COUNCILS.isdisjoint(tokens[1:])


def _best_phrase(phrases: Mapping[tuple[str, ...], str], tokens: tuple[str, ...]) -> str | None:
    best: tuple[int, bool, int] | None = None
    said: str | None = None
    for start in range(len(tokens)):
        for length in range(1, _LONGEST_PHRASE + 1):
            phrase = tokens[start : start + length]
            category = phrases.get(phrase)
            if len(phrase) < length or category is None:
                continue
            rank = (length, phrase[0] in _STRONG, start)
            if best is None or rank > best:
                best, said = rank, category
    return said


def _cut_phrase(name: tuple[str, ...]) -> str | None:
    """Return what the last word was before it was cut, where all it could be is one thing."""
    if len(" ".join(name)) < _NAME_MAY_BE_CUT:
        return None
    last = name[-1]
    if last in _hints():
        return None
    for length in range(min(_LONGEST_PHRASE, len(name)), 0, -1):
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
