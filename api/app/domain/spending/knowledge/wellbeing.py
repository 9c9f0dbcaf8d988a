"""Health, looks and giving: `Name: alias, alias`."""

HEALTH = """
Boots: boots, boots uk
Superdrug: superdrug
Holland & Barrett: holland and barrett, holland barrett, hollandandbarrett
Lloyds Pharmacy: lloyds pharmacy, lloydspharmacy
Well Pharmacy: well pharmacy
Rowlands: rowlands pharmacy
Day Lewis: day lewis
Pharmacy2U: pharmacy2u
Chemist Direct: chemist direct
Chemist 4 U: chemist 4 u, chemist4u
Savers: savers health, savers
Bodycare: bodycare
Specsavers: specsavers
Vision Express: vision express
Boots Opticians: boots opticians
Optical Express: optical express
Glasses Direct: glasses direct
Cubitts: cubitts
Scrivens: scrivens
Asda Opticians: asda opticians
Vision Direct: vision direct, visiondirect
Bupa Dental: bupa dental
MyDentist: mydentist, my dentist
Portman Dental: portman dental
Colosseum Dental: colosseum dental
NHS: nhs prescription, nhsbsa, nhs bsa, nhs
Nuffield Health: nuffield health, nuffield
Spire: spire healthcare, spire
Babylon: babylon health
Livi: livi
Push Doctor: push doctor
Numan: numan
Manual: manual health
Hims: hims
Thriva: thriva
Medichecks: medichecks
BetterHelp: betterhelp
PureGym: puregym, pure gym
The Gym Group: the gym group, the gym, gym group
David Lloyd: david lloyd
Virgin Active: virgin active
Fitness First: fitness first
Anytime Fitness: anytime fitness
JD Gyms: jd gyms
Bannatyne: bannatyne, bannatynes
Third Space: third space
Gymbox: gymbox
1Rebel: 1rebel
Barry's: barrys bootcamp
F45: f45
CrossFit: crossfit
Better: better gym, gll, greenwich leisure, better leisure
Everyone Active: everyone active, slm
Places Leisure: places leisure, places for people leisure
Freedom Leisure: freedom leisure
Village Gym: village gym
Snap Fitness: snap fitness
énergie Fitness: energie fitness
Total Fitness: total fitness
ClassPass: classpass
Mindbody: mindbody
Hussle: hussle
Triyoga: triyoga
Hotpod Yoga: hotpod yoga
Parkrun: parkrun
Toni & Guy: toni and guy, toni guy
Rush: rush hair
Supercuts: supercuts
Regis: regis salon
Headmasters: headmasters
Treatwell: treatwell
Booksy: booksy
Fresha: fresha
Vets4Pets: vets4pets, vets 4 pets
Medivet: medivet
CVS Vets: cvs vets
PDSA: pdsa
Companion Care: companion care
White Cross Vets: white cross vets
IVC: independent vetcare
"""

GIFTS_CHARITY = """
Oxfam: oxfam
British Heart Foundation: british heart foundation, bhf
Cancer Research UK: cancer research, cancer research uk, cruk
Macmillan: macmillan cancer, macmillan
Marie Curie: marie curie
Barnardo's: barnardos
NSPCC: nspcc
RSPCA: rspca
RNLI: rnli
Save the Children: save the children
UNICEF: unicef
British Red Cross: british red cross, red cross
Shelter: shelter
Crisis: crisis uk, crisis
Amnesty: amnesty international, amnesty
Greenpeace: greenpeace
WWF: wwf
Friends of the Earth: friends of the earth
Médecins Sans Frontières: medecins sans frontieres, msf
WaterAid: wateraid
Sightsavers: sightsavers
Age UK: age uk
Scope: scope
Mind: mind charity
Samaritans: samaritans
Dogs Trust: dogs trust
Cats Protection: cats protection
Battersea: battersea dogs
Blue Cross: blue cross
Guide Dogs: guide dogs
Salvation Army: salvation army
St John Ambulance: st john ambulance
Comic Relief: comic relief
Children in Need: children in need
Plan International: plan international
Christian Aid: christian aid
Islamic Relief: islamic relief
Tearfund: tearfund
World Vision: world vision
ActionAid: actionaid
JustGiving: justgiving, just giving
GoFundMe: gofundme
Enthuse: enthuse
CAF: caf charities aid, charities aid foundation
Trussell Trust: trussell trust
Wikimedia: wikimedia, wikipedia
Interflora: interflora
Serenata Flowers: serenata flowers
St Christopher's Hospice: st christophers hospice
Alzheimer's Society: alzheimers society
Movember: movember
Woodland Trust: woodland trust
"""
