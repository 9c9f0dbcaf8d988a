"""Where the United Kingdom buys its food: `Name: alias, alias`."""

GROCERIES = """
Tesco: tesco
Sainsbury's: sainsburys, sainsbury, js online grocery
Asda: asda
Morrisons: morrisons, wm morrisons, morrison, wm morrison, morrisons daily
Aldi: aldi, aldi sud
Lidl: lidl
Waitrose: waitrose, waitrose and partners, little waitrose
M&S Food: ms simply food, marks and spencer simply food, ms foodhall, marks spencer food
M&S Food: ms food
Co-op: co op, coop, co operative food, cooperative food, co op group, midcounties co op
Co-op: the co op
Co-op: southern co op, central co op, lincolnshire coop, scotmid, scotmid coop, coop food
Iceland: iceland, iceland foods
Ocado: ocado, ocado retail
Farmfoods: farmfoods
Heron Foods: heron foods, heron
Booths: booths, eh booth
Budgens: budgens
Spar: spar
Londis: londis
Nisa: nisa, nisa local
Costcutter: costcutter
Premier Stores: premier stores, premier express, premier convenience
McColl's: mccolls, martin mccoll
One Stop: one stop, one stop stores
Best-one: best one, bestone
Whole Foods Market: whole foods, wholefoods, whole foods market
Planet Organic: planet organic
Costco: costco, costco wholesale
Makro: makro
Booker: booker wholesale, booker cash
Gousto: gousto, sca investments
HelloFresh: hellofresh, hello fresh
Mindful Chef: mindful chef
Abel & Cole: abel and cole, abel cole
Riverford: riverford, riverford organic
Oddbox: oddbox
Milk & More: milk and more, milkandmore
Getir: getir
Gorillas: gorillas app, gorillas
Zapp: zapp
Beelivery: beelivery
Majestic Wine: majestic wine, majestic
Naked Wines: naked wines, nakedwines
Virgin Wines: virgin wines
Laithwaites: laithwaites
Bargain Booze: bargain booze
Graze: graze, graze com
Huel: huel
Cook: cook trading, cook food
Amazon Fresh: amazon fresh
SimplyCook: simplycook
Wing Yip: wing yip
H Mart: h mart, hmart
Oseyo: oseyo
Suma: suma wholefoods
Bookers: bookers
Farm Shop: daylesford, farm shop
Eurospar: eurospar
Dunnes Stores: dunnes stores, dunnes
SuperValu: supervalu
Centra: centra
"""

EATING_OUT = """
McDonald's: mcdonalds, mc donalds, mcd
Burger King: burger king
KFC: kfc, kentucky fried
Subway: subway
Greggs: greggs
Pret A Manger: pret a manger, pret
Costa Coffee: costa, costa coffee, costa express
Starbucks: starbucks
Caffè Nero: caffe nero, cafe nero, nero
Itsu: itsu
Wasabi: wasabi
Leon: leon, leon restaurants
Nando's: nandos, nandos chickenland
Pizza Express: pizza express, pizzaexpress
Pizza Hut: pizza hut, pizzahut
Domino's: dominos, dominos pizza, domino s pizza
Papa Johns: papa johns, papa john s
Franco Manca: franco manca
Dishoom: dishoom
Wagamama: wagamama
Zizzi: zizzi
Ask Italian: ask italian
Prezzo: prezzo
Bella Italia: bella italia
Café Rouge: cafe rouge
Côte: cote brasserie, cote restaurants, cote
Brasserie Blanc: brasserie blanc
Carluccio's: carluccios
Byron: byron, byron hamburgers
Five Guys: five guys, 5 guys
Shake Shack: shake shack
Honest Burgers: honest burgers, honest burger
Gourmet Burger Kitchen: gourmet burger kitchen, gbk
Patty & Bun: patty and bun
Bleecker: bleecker burger
Wingstop: wingstop
Popeyes: popeyes
Taco Bell: taco bell
Tortilla: tortilla
Chipotle: chipotle
Wahaca: wahaca
Las Iguanas: las iguanas
TGI Fridays: tgi fridays, tgi friday, fridays
Frankie & Benny's: frankie and bennys, frankie bennys
Harvester: harvester
Toby Carvery: toby carvery
Beefeater: beefeater
Brewers Fayre: brewers fayre
Hungry Horse: hungry horse
Miller & Carter: miller and carter, miller carter
Wetherspoon: wetherspoon, wetherspoons, jd wetherspoon, jdw, j d wetherspoon
Greene King: greene king
Fuller's: fullers
Young's: youngs pub, youngs pubs
Nicholson's: nicholsons
All Bar One: all bar one
BrewDog: brewdog
Slug & Lettuce: slug and lettuce, slug lettuce
Be At One: be at one
The Alchemist: the alchemist, alchemist
Revolution Bars: revolution bar, revolucion de cuba
Turtle Bay: turtle bay
Giggling Squid: giggling squid
Rosa's Thai: rosas thai
Pho: pho cafe, pho
Busaba: busaba
YO! Sushi: yo sushi, yo
Kokoro: kokoro
Tossed: tossed
Crussh: crussh
EAT.: eat ltd
Paul: paul bakery, paul uk
Le Pain Quotidien: le pain quotidien
Gail's: gails, gail s bakery, gails bakery
Ole & Steen: ole and steen, ole steen
Black Sheep Coffee: black sheep coffee
Blank Street: blank street
Joe & The Juice: joe and the juice, joe the juice
Coffee #1: coffee no 1, coffee 1
Esquires: esquires coffee
Harris + Hoole: harris and hoole, harris hoole
AMT Coffee: amt coffee
Puccino's: puccinos
Tim Hortons: tim hortons
Krispy Kreme: krispy kreme
Dunkin': dunkin donuts, dunkin
Cinnabon: cinnabon
Millie's Cookies: millies cookies
West Cornwall Pasty: west cornwall pasty
Warrens Bakery: warrens bakery
Cornish Bakery: cornish bakery
Wenzel's: wenzels
Cooplands: cooplands
Sayers: sayers
Patisserie Valerie: patisserie valerie
Bill's: bills restaurant, bills
Giraffe: giraffe
The Ivy: the ivy, ivy brasserie, ivy collection
Hawksmoor: hawksmoor
Flat Iron: flat iron
Gaucho: gaucho
Steak & Co: steak and co
Big Easy: big easy
Pizza Pilgrims: pizza pilgrims
Rudy's: rudys pizza, rudys
Homeslice: homeslice
Yard Sale Pizza: yard sale pizza
Dinerama: dinerama
Deliveroo: deliveroo
Just Eat: just eat, justeat
Uber Eats: uber eats, ubereats, uber uber eats
Foodhub: foodhub
Too Good To Go: too good to go, toogoodtogo
Chicken Cottage: chicken cottage
Dixy Chicken: dixy chicken
Morley's: morleys
Pepe's: pepes piri piri, pepes
German Doner Kebab: german doner kebab, gdk
Slim Chickens: slim chickens
Wendy's: wendys
Compass: compass group, compass services
Sodexo: sodexo
Aramark: aramark
Upper Crust: upper crust, ssp uk
Delice de France: delice de france
Camden Food Co: camden food co
Pieminister: pieminister
Bundobust: bundobust
Mowgli: mowgli
Thaikhun: thaikhun
Chaiiwala: chaiiwala
Karak Chaai: karak chaai
Creams Cafe: creams cafe, creams
Kaspa's: kaspas
Heavenly Desserts: heavenly desserts
Gelato: gelato
Bubbleology: bubbleology
Gong cha: gong cha, gongcha
Loungers: loungers, cosy club
Hickory's: hickorys
Stonegate: stonegate
Mitchells & Butlers: mitchells and butlers, mitchells butlers
Marston's: marstons
Vintage Inns: vintage inns
Ember Inns: ember inns
Sizzling Pubs: sizzling pubs
Chef & Brewer: chef and brewer
Drake & Morgan: drake and morgan
Burger & Lobster: burger and lobster
Benugo: benugo
Ottolenghi: ottolenghi
Farmer J: farmer j
Atis: atis
Chopstix: chopstix
Barburrito: barburrito
Boojum: boojum
"""
