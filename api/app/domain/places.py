"""Towns and countries a card's text ends in, for telling a shop from where it stands."""

import re

_WORD = re.compile(r"\S+")

COUNTRIES = frozenset(
    _WORD.findall(
        "gb gbr uk ie irl us usa fr fra de deu nl nld es esp it ita pt prt be bel lu lux se swe "
        "dk dnk no nor ch che at aut pl pol ca can au aus england scotland wales ireland"
    )
)

ROADS = frozenset(_WORD.findall("rd road street st hill lane ln ave avenue sq square parade"))

TOWNS = frozenset(
    line.strip()
    for line in """
aberdeen
aberystwyth
acton
aldershot
altrincham
andover
ashford
aylesbury
ayr
balham
banbury
bangor
barking
barnet
barnsley
barrow
basildon
basingstoke
bath
battersea
beckenham
bedford
belfast
bermondsey
bethnal green
beverley
bexley
bicester
birkenhead
birmingham
blackburn
blackpool
bognor regis
bolton
bootle
bournemouth
bracknell
bradford
braintree
brentford
brentwood
bridgend
brighton
bristol
brixton
bromley
bromsgrove
burnley
bury
bury st edmunds
camberley
camberwell
cambridge
camden
canary wharf
cannock
canterbury
cardiff
carlisle
chatham
chelmsford
chelsea
cheltenham
chester
chesterfield
chichester
chippenham
chiswick
clacton
clapham
clapham junction
colchester
corby
coventry
cramlington
crawley
crewe
croydon
cwmbran
dagenham
darlington
dartford
deptford
derby
derry
dewsbury
doncaster
dorchester
dorking
dover
dudley
dulwich
dumfries
dundee
dunfermline
durham
ealing
east grinstead
eastbourne
eastleigh
edgware
edinburgh
elgin
enfield
epsom
exeter
falkirk
falmouth
fareham
farnborough
farnham
folkestone
fulham
gateshead
gillingham
glasgow
gloucester
gosport
grantham
gravesend
grays
great yarmouth
greenwich
grimsby
guildford
hackney
halesowen
halifax
hamilton
hammersmith
harlow
harrogate
harrow
hartlepool
hastings
hatfield
havant
haverhill
hemel hempstead
hendon
hereford
hertford
high wycombe
hitchin
holborn
holloway
horsham
hounslow
hove
huddersfield
hull
huntingdon
ilford
inverness
ipswich
islington
kendal
kensington
kettering
kidderminster
kilmarnock
kings lynn
kingston
kirkcaldy
knutsford
lambeth
lancaster
leamington spa
leatherhead
leeds
leicester
letchworth
lewes
lewisham
lichfield
lincoln
lisburn
liverpool
livingston
llandudno
llanelli
london
loughborough
lowestoft
luton
macclesfield
maidenhead
maidstone
manchester
mansfield
margate
marylebone
mayfair
merthyr tydfil
middlesbrough
milton keynes
morden
motherwell
nantwich
newark
newbury
newcastle
newcastle upo
newcastle upon tyne
newport
newquay
newry
northallerton
northampton
norwich
nottingham
nuneaton
oldham
orpington
oxford
paddington
paisley
peckham
penrith
penzance
perth
peterborough
plymouth
pontefract
poole
portsmouth
potters bar
preston
putney
ramsgate
rayleigh
reading
redditch
redhill
reigate
rhyl
richmond
ripon
rochdale
rochester
romford
rotherham
royal tunbridge wells
rugby
ruislip
runcorn
rushden
salford
salisbury
scarborough
scunthorpe
sevenoaks
sheffield
shoreditch
shrewsbury
sittingbourne
skipton
slough
soho
solihull
southall
southampton
southend
southend on sea
southport
southwark
st albans
st andrews
st helens
stafford
staines
stevenage
stirling
stockport
stockton
stoke
stoke on tren
stoke on trent
stourbridge
stratford
stratford upon avon
streatham
stroud
sunderland
surbiton
sutton
swansea
swindon
tamworth
taunton
telford
tiverton
tooting
torquay
tottenham
trowbridge
truro
tunbridge wells
twickenham
uxbridge
vauxhall
wakefield
walsall
waltham cross
walthamstow
wandsworth
warrington
warwick
waterloo
watford
wellingborough
wembley
westminster
weston super mare
weymouth
whitehaven
whitstable
widnes
wigan
wimbledon
winchester
windsor
woking
wokingham
wolverhampton
woolwich
worcester
workington
worthing
wrexham
yeovil
york
gatwick
gatwick airport
heathrow
heathrow airport
london bridge
kings cross
st pancras
euston
stansted
stansted airport
victoria
liverpool street
oxford street
amsterdam
barcelona
berlin
brussels
copenhagen
cork
dublin
galway
lisbon
luxembourg
madrid
paris
rome
stockholm
""".splitlines()
    if line.strip()
)
