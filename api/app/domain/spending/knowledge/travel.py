"""Getting about, near and far: `Name: alias, alias`."""

TRANSPORT = """
Transport for London: tfl, tfl travel, transport for london, tfl travel ch, tfl gov uk, tfl cpc
Trainline: trainline, thetrainline, the trainline
National Rail: national rail
LNER: lner
GWR: gwr, great western railway
Avanti West Coast: avanti west coast, avanti
CrossCountry: crosscountry trains, cross country trains, crosscountry
Northern Trains: northern trains, northern rail
ScotRail: scotrail
Transport for Wales: transport for wales, tfw rail
TransPennine Express: transpennine, tpexpress
South Western Railway: south western railway, southwestern railway, swr
Southeastern: southeastern
Southern: southern railway, southern rail
Thameslink: thameslink
Great Northern: great northern
Gatwick Express: gatwick express
Heathrow Express: heathrow express
Stansted Express: stansted express
Greater Anglia: greater anglia
c2c: c2c rail, c2c
Chiltern Railways: chiltern railways, chiltern
East Midlands Railway: east midlands railway, emr
West Midlands Trains: west midlands trains, london northwestern, west midlands railway
Merseyrail: merseyrail
Hull Trains: hull trains
Lumo: lumo
Grand Central: grand central rail
Caledonian Sleeper: caledonian sleeper
Translink: translink
Railcard: railcard, railcards
Trainpal: trainpal, mytrainpal
Split My Fare: splitmyfare, split my fare, trainsplit
Stagecoach: stagecoach
Arriva: arriva
First Bus: first bus, firstbus, first group, firstgroup, first west, first glasgow
Go-Ahead: go ahead, go north east, go south coast, brighton and hove buses, oxford bus
National Express: national express, nat express
National Express West Midlands: nxwm
Megabus: megabus
FlixBus: flixbus
Lothian Buses: lothian buses, lothian
Metrolink: metrolink, tfgm, bee network
Nottingham Trams: net trams, nottingham express transit
Citymapper: citymapper
Uber: uber, uber trip, uber bv, uber pending
Bolt: bolt, bolt eu
FreeNow: freenow, free now, mytaxi
Addison Lee: addison lee
Ola: ola cabs
Gett: gett
Lime: lim ride, lim, lime ride, lime, limebike
Tier: tier mobility
Voi: voi technology, voi
Dott: dott
Forest: humanforest, forest bike
Santander Cycles: santander cycles
Zipcar: zipcar
Enterprise Car Club: enterprise car club
Co Wheels: co wheels
Hiyacar: hiyacar
Turo: turo
Getaround: getaround
BP: bp, bp pulse, bp express
Shell: shell, shell recharge
Esso: esso, mfg esso, rontec esso
Texaco: texaco
Jet: jet petrol, jet filling
Gulf: gulf
Total: total petrol
Murco: murco
Applegreen: applegreen
MFG: mfg, motor fuel group
Rontec: rontec
EG: eg group, euro garages
Moto: moto services, moto
Welcome Break: welcome break
Roadchef: roadchef
Extra MSA: extra msa, extra motorway
Tesco Fuel: tesco pfs, tesco petrol, tesco pay at pump, tesco fuel
Sainsbury's Fuel: sainsburys petrol, sainsburys pfs
Asda Fuel: asda petrol, asda pfs, asda filling, asda express petrol
Morrisons Fuel: morrisons petrol, morrisons pfs
Costco Fuel: costco fuel, costco petrol
Gridserve: gridserve
InstaVolt: instavolt
Osprey: osprey charging
Pod Point: pod point, podpoint
Tesla Supercharger: tesla supercharger, tesla
Ionity: ionity
ubitricity: ubitricity
char.gy: char gy
Octopus Electroverse: electroverse
RingGo: ringgo, ring go, ringgo parking
PayByPhone: paybyphone, pay by phone
JustPark: justpark, just park
NCP: ncp, national car parks
Q-Park: q park, qpark
APCOA: apcoa
Saba: saba park, saba parking
Euro Car Parks: euro car parks, eurocarparks
Indigo Parking: indigo park
ParkingEye: parkingeye
YourParkingSpace: yourparkingspace
MiPermit: mipermit
Glide Parking: glide parking
Dart Charge: dart charge, dartcharge
M6 Toll: m6 toll, midland expressway
Mersey Crossings: merseyflow, mersey gateway
Congestion Charge: congestion charge, ulez, tfl congestion
DVLA: dvla, dvla vehicle tax, vehicle tax
DVSA: dvsa
AA: the aa, automobile association, aa membership, aa breakdown, aa
RAC: rac, rac motoring, rac breakdown
Green Flag: green flag
Halfords: halfords
Euro Car Parts: euro car parts
Dartford Crossing: dartford crossing
Halfords Autocentres: halfords autocentre, halfords autocentres
Kwik Fit: kwik fit, kwikfit
ATS Euromaster: ats euromaster
National Tyres: national tyres
Formula One Autocentres: formula one autocentres
Mr Clutch: mr clutch
Arnold Clark: arnold clark
Evans Halshaw: evans halshaw
Lookers: lookers
Pendragon: pendragon
Sytner: sytner
Vertu: vertu motors, bristol street motors
IMO Car Wash: imo car wash, imo
Motability: motability
Lex Autolease: lex autolease
Arval: arval
Leaseplan: leaseplan
Cinch: cinch
Cazoo: cazoo
Brompton: brompton, brompton bike hire
Beryl: beryl bikes, beryl
Red Funnel: red funnel
Wightlink: wightlink
"""

TRAVEL = """
easyJet: easyjet, easy jet
Ryanair: ryanair
British Airways: british airways, ba com, british a
Jet2: jet2, jet2 com, jet2holidays, jet2 holidays
TUI: tui, tui uk
Wizz Air: wizz air, wizzair, wizz
Virgin Atlantic: virgin atlantic
KLM: klm
Air France: air france
Lufthansa: lufthansa
Iberia: iberia
Vueling: vueling
Norwegian: norwegian air
SAS: sas airlines
TAP: tap air, tap portugal
Aer Lingus: aer lingus
Emirates: emirates
Etihad: etihad
Qatar Airways: qatar airways, qatar air
Turkish Airlines: turkish airlines
Singapore Airlines: singapore airlines
Qantas: qantas
United Airlines: united airlines
Delta: delta air
American Airlines: american airlines
Loganair: loganair
Flybe: flybe
Eastern Airways: eastern airways
Eurostar: eurostar
Eurotunnel: eurotunnel, le shuttle
P&O Ferries: po ferries, p and o ferries
Brittany Ferries: brittany ferries
DFDS: dfds
Stena Line: stena line
Irish Ferries: irish ferries
CalMac: calmac, caledonian macbrayne
P&O Cruises: po cruises, p and o cruises
Booking.com: booking com, booking bv, bkg booking, bookingcom, hotel at booking, booking
Airbnb: airbnb
Expedia: expedia
Hotels.com: hotels com
Vrbo: vrbo, homeaway
Agoda: agoda
Trivago: trivago
Skyscanner: skyscanner
Lastminute.com: lastminute com, lastminute
Opodo: opodo
eDreams: edreams
Kiwi.com: kiwi com
Loveholidays: loveholidays, love holidays
On the Beach: on the beach
Trailfinders: trailfinders
STA Travel: sta travel
Hays Travel: hays travel
Thomas Cook: thomas cook
First Choice: first choice
Club Med: club med
Center Parcs: center parcs, centerparcs
Haven: haven holidays, haven
Butlin's: butlins
Pontins: pontins
Parkdean: parkdean
Hoseasons: hoseasons
Forest Holidays: forest holidays
Sykes Cottages: sykes cottages, sykes holiday
Cornish Cottages: cornish cottages
Cottages.com: cottages com
Canopy & Stars: canopy and stars, sawdays
Hostelworld: hostelworld
YHA: yha
Travelodge: travelodge
Premier Inn: premier inn, premierinn
Holiday Inn: holiday inn, ihg
Hilton: hilton, doubletree
Marriott: marriott
Ibis: ibis hotel, ibis
Novotel: novotel
Mercure: mercure
Accor: accor
Radisson: radisson
Hyatt: hyatt
Best Western: best western
Britannia Hotels: britannia hotel
Jurys Inn: jurys inn, leonardo hotel
Motel One: motel one
citizenM: citizenm
Point A: point a hotel
hub by Premier Inn: hub by premier inn
Malmaison: malmaison
Hotel du Vin: hotel du vin
Pitchup: pitchup
Camping & Caravanning: camping and caravanning, caravan club, caravan and motorhome
Hertz: hertz
Avis: avis
Europcar: europcar
Enterprise: enterprise rent, enterprise rentacar
Sixt: sixt
Budget Rent: budget rent, budget car rental
Alamo: alamo
Rentalcars: rentalcars
Zest Car: zest car
Holiday Extras: holiday extras
Purple Parking: purple parking
Heathrow Parking: heathrow parking
Manchester Airport: manchester airport, manchester airports
Gatwick Parking: gatwick parking
Looking4: looking4parking
Airport Fast Track: aspire lounge, no1 lounges, priority pass
World Duty Free: world duty free, wdf
GetYourGuide: getyourguide
Viator: viator, tripadvisor
Klook: klook
Post Office Travel Money: post office travel money
Travelex: travelex
eurochange: eurochange
VFS Global: vfs global, vfs
HM Passport Office: passport office, hm passport
Airalo: airalo
Holafly: holafly
Intrepid: intrepid travel
G Adventures: g adventures
Exodus: exodus travels
Contiki: contiki
Interrail: interrail, eurail
SNCF: sncf
Deutsche Bahn: deutsche bahn, db vertrieb
Trenitalia: trenitalia
Renfe: renfe
Omio: omio
Rome2Rio: rome2rio
"""
