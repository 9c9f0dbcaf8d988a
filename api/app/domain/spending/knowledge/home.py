"""Homes and what keeps them going: `Name: alias, alias`."""

UTILITIES = """
British Gas: british gas, bg services, british gas services
Octopus Energy: octopus energy, octopus electric
EDF: edf, edf energy
E.ON: eon next, e on next, e on energy, eon energy, eon
Scottish Power: scottish power, scottishpower
OVO Energy: ovo energy, ovo
SSE: sse energy, sse, sse electricity
Utilita: utilita
Utility Warehouse: utility warehouse, uw, telecom plus
Bulb: bulb energy, bulb
Shell Energy: shell energy
So Energy: so energy
Good Energy: good energy
Ecotricity: ecotricity
Outfox the Market: outfox the market
Co-op Energy: co op energy
Rebel Energy: rebel energy
Fuse Energy: fuse energy
100Green: green energy uk
npower: npower
Boost Power: boost power
Power NI: power ni
SSE Airtricity: airtricity, sse airtricity
Firmus Energy: firmus energy
Calor: calor gas, calor
Flogas: flogas
Thames Water: thames water
Anglian Water: anglian water
Severn Trent Water: severn trent
United Utilities: united utilities
Yorkshire Water: yorkshire water
Southern Water: southern water
South West Water: south west water
South East Water: south east water
Wessex Water: wessex water
Welsh Water: dwr cymru, welsh water
Scottish Water: scottish water
Northumbrian Water: northumbrian water
Affinity Water: affinity water
Bristol Water: bristol water
Portsmouth Water: portsmouth water
Cambridge Water: cambridge water
Essex & Suffolk Water: essex and suffolk water, essex suffolk water
SES Water: ses water
South Staffs Water: south staffs water, south staffordshire water
Hafren Dyfrdwy: hafren dyfrdwy
BT: bt group, bt plc, british telecom, bt broadband, bt consumer, bt
EE: ee limited, ee, ee ltd, ee topup, ee tv licensing
O2: o2, telefonica, telefonica uk
Vodafone: vodafone
Three: three, three uk, h3g, hutchison 3g, three mobile, 3 uk, three contract
Sky: sky digital, sky uk, sky mobile, sky broadband, sky tv, sky subscribers, sky
Virgin Media: virgin media, virgin media pymts, vm02, virginmedia
TalkTalk: talktalk, talk talk
Plusnet: plusnet
Hyperoptic: hyperoptic
Community Fibre: community fibre
Zen Internet: zen internet
NOW Broadband: now broadband
Gigaclear: gigaclear
Cuckoo: cuckoo internet, cuckoo broadband
Vodafone Broadband: vodafone broadband
KCOM: kcom
Trooli: trooli
Toob: toob
YouFibre: youfibre
Lit Fibre: lit fibre
BRSK: brsk
G.Network: g network
Starlink: starlink
Giffgaff: giffgaff
Smarty: smarty
Lebara: lebara
Lycamobile: lycamobile, lyca mobile, lyca
VOXI: voxi
iD Mobile: id mobile, idmobile
Tesco Mobile: tesco mobile
Asda Mobile: asda mobile
SPUSU: spusu
1pMobile: 1pmobile
Talkmobile: talkmobile
Superdrug Mobile: superdrug mobile
TV Licensing: tv licence, tv licensing, tv license, tvlicensing
Metered Energy: paypoint energy
Ista: ista energy
Insite Energy: insite energy
Switch2: switch2
Homeserve: homeserve
"""

HOUSING = """
OpenRent: openrent
Foxtons: foxtons
Savills: savills
Knight Frank: knight frank
Hunters: hunters lettings, hunters estate
Leaders: leaders lettings
Dexters: dexters
Winkworth: winkworth
Connells: connells
Purplebricks: purplebricks
Countrywide: countrywide residential, countrywide lettings
William H Brown: william h brown
Your Move: your move
Reeds Rains: reeds rains
Northwood: northwood lettings
Martin & Co: martin and co, martin co
Belvoir: belvoir
Grainger: grainger residential, grainger plc
Get Living: get living
Essential Living: essential living
Clarion Housing: clarion housing, clarion
L&Q: lq, l and q, london and quadrant
Peabody: peabody
Notting Hill Genesis: notting hill genesis
Sanctuary: sanctuary housing
Guinness: guinness partnership
Places for People: places for people
Hyde Housing: hyde housing
Sovereign: sovereign housing, sovereign network
Metropolitan Thames Valley: metropolitan thames valley, mtvh
Optivo: optivo, southern housing
Riverside: riverside group, riverside housing
Home Group: home group
Orbit: orbit housing
Anchor: anchor hanover
Wheatley: wheatley homes
Unite Students: unite students, unite integrated
iQ Student: iq student accommodation
Student Roost: student roost
Nationwide Mortgage: nationwide mortgage, nbs mortgage, nationwide bs mortgage
Halifax Mortgage: halifax mortgage
Santander Mortgage: santander mortgage
Barclays Mortgage: barclays mortgage, barclays ukmortgage, barclays uk mortgages
NatWest Mortgage: natwest mortgage, natwest mtg
HSBC Mortgage: hsbc mortgage
Lloyds Mortgage: lloyds mortgage, lloyds bank mortgage, ctr mortgages
TSB Mortgage: tsb mortgage
Virgin Money Mortgage: virgin money mortgage, clydesdale mortgage
Accord Mortgages: accord mortgages
Leeds Building Society: leeds building society, leeds bs
Skipton Building Society: skipton bs mortgage
Coventry Building Society: coventry bs mortgage, godiva mortgages
Kensington Mortgages: kensington mortgages
The Mortgage Works: the mortgage works, mortgage works
Paragon: paragon mortgages
Platform: platform mortgage
Birmingham Midshires: birmingham midshires, bm solutions
Safestore: safestore
Big Yellow Storage: big yellow
Checkatrade: checkatrade
Ground Rent: ground rent, e and m estates, estates and management
FirstPort: firstport
"""

INSURANCE = """
Aviva: aviva
Direct Line: direct line
Admiral: admiral, admiral insurance
Churchill: churchill insurance, churchill
Hastings Direct: hastings direct, hastings insurance, hastings
LV=: lv insurance, lv life, lv, liverpool victoria, lv general
AXA: axa
Allianz: allianz
RSA: royal and sun alliance, rsa insurance
More Than: more th n, more than insurance
esure: esure
Sheilas' Wheels: sheilas wheels
Saga: saga insurance, saga services
Ageas: ageas
NFU Mutual: nfu mutual
Zurich: zurich
Legal & General: legal and general, legal general
Vitality: vitality, vitalityhealth, vitality health, vitality life
Bupa: bupa
AXA Health: axa health, axa ppp
Simplyhealth: simplyhealth, simply health
Royal London: royal london
Scottish Widows Life: scottish widows life
Aegon Life: aegon
SunLife: sunlife
Beagle Street: beagle street
DeadHappy: deadhappy
Petplan: petplan, pet plan
ManyPets: manypets, bought by many
Animal Friends: animal friends
Agria: agria
Waggel: waggel
Everypaw: everypaw
Marshmallow: marshmallow
Cuvva: cuvva
By Miles: by miles
Zego: zego
insurethebox: insure the box, insurethebox
Elephant: elephant insurance, elephant co uk
Bell: bell insurance
Diamond: diamond insurance
Swinton: swinton
1st Central: 1st central, first central
Go Skippy: goskippy, go skippy
Quotemehappy: quotemehappy
Policy Expert: policy expert
Urban Jungle: urban jungle
Homelet: homelet
Lemonade: lemonade insurance
Hiscox: hiscox
Simply Business: simply business, simplybusiness
Premium Credit: premium credit
Close Brothers Premium: close premium finance, close brothers premium, close brothers pf
AA Insurance: aa insurance
RAC Insurance: rac insurance
Post Office Insurance: post office insurance
John Lewis Insurance: john lewis insurance
Tesco Insurance: tesco insurance, tesco bank insurance, tesco underwriting
Sainsbury's Bank Insurance: sainsburys bank insurance
Domestic & General: domestic and general, domestic general, d and g
Staysure: staysure
Coverwise: coverwise
AllClear: allclear travel
Endsleigh: endsleigh
Protect Your Bubble: protect your bubble
Asurion: asurion
Denplan: denplan
Westfield Health: westfield health
Benenden: benenden
WPA: western provident
Freedom Health: freedom health
Exeter: the exeter, exeter friendly
Carole Nash: carole nash
Bennetts: bennetts
Adrian Flux: adrian flux
Co-op Insurance: co op insurance, cis general
Age UK Insurance: age uk insurance
Ecclesiastical: ecclesiastical
CIA Insurance: cia insurance
Markerstudy: markerstudy
Geoffrey Insurance: geoffrey insurance
Dayinsure: dayinsure
Marmalade: marmalade
"""

CHILDCARE = """
Childcare Account: childcare account, nsi childcare, hmrc childcare, tax free childcare
Childcare Account: nsandi childcare
Bright Horizons: bright horizons
Busy Bees: busy bees
Kids Planet: kids planet
Kiddi Caru: kiddi caru
N Family Club: n family club, n family
Monkey Puzzle: monkey puzzle
Partou: partou
Fennies: fennies
Grandir: grandir
Koru Kids: koru kids
ParentPay: parentpay
ParentMail: parentmail, iris parentmail
SchoolMoney: schoolmoney, school money
Schoolcomms: schoolcomms
Arbor: arbor education
Computershare Childcare: computershare childcare, computershare voucher
Edenred Childcare: edenred childcare
KiddiVouchers: kiddivouchers
Bubble: bubble childcare
Tumble Tots: tumble tots
Water Babies: water babies
Little Kickers: little kickers
Gymboree: gymboree
Monkey Music: monkey music
Barracudas: barracudas activity, barracudas
Kumon: kumon
Explore Learning: explore learning
Girlguiding: girlguiding
Scouts: scout group, scouts
Babysits: babysits
"""
