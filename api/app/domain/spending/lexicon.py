"""Words that say what kind of thing was paid, whoever sold it."""

from collections.abc import Mapping
from functools import cache

from app.domain.descriptor import tokens_of
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
LONGEST_PHRASE = 3
_COLLECTED = frozenset(("DIRECT_DEBIT", "STANDING_ORDER", "BILL_PAYMENT"))


@cache
def by_phrase() -> dict[tuple[str, ...], str]:
    """Return the words that say a category by themselves."""
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


def category_said(tokens: tuple[str, ...]) -> str | None:
    """Return the category the words name by themselves: the longest phrase, then the last word.

    "Castle Cafe" is a café and no castle: in English the thing comes last.
    """
    return _best_phrase(by_phrase(), tokens)


def is_surely_said(name: tuple[str, ...]) -> bool:
    """Return whether a name ends in a word for one trade only: "Sharp Cuts Barbers"."""
    return bool(name) and name[-1] in _STRONG


def category_narrowed(tokens: tuple[str, ...]) -> str | None:
    """Return what of a shop's many things was bought: "TESCO BANK LOAN", "ASDA FILLING STN"."""
    return _best_phrase(_by_narrowing(), tokens)


def says_council_tax(tokens: tuple[str, ...], *, bank_category: str) -> bool:
    """Return whether a council collects: "LB CAMDEN", "SHEFFIELD CC"; a card buys no tax."""
    if not tokens or bank_category not in _COLLECTED:
        return False
    return tokens[0] in _BOROUGHS or not _COUNCILS.isdisjoint(tokens[1:])


def _best_phrase(phrases: Mapping[tuple[str, ...], str], tokens: tuple[str, ...]) -> str | None:
    best: tuple[int, bool, int] | None = None
    said: str | None = None
    for start in range(len(tokens)):
        for length in range(1, LONGEST_PHRASE + 1):
            phrase = tokens[start : start + length]
            category = phrases.get(phrase)
            if len(phrase) < length or category is None:
                continue
            rank = (length, phrase[0] in _STRONG, start)
            if best is None or rank > best:
                best, said = rank, category
    return said
