"""Shops that sell things rather than food: `Name: alias, alias`.

A tilde marks a name that sells much of everything: a bank's own classification goes before it.
"""

SHOPPING = """
~Amazon: amazon, amzn, amznmktplace, amzn mktp, amazon mktplace, amazon mktp, amazon eu, amz
~eBay: ebay, ebay o
~PayPal: paypal
~Argos: argos
~John Lewis: john lewis, john lewis partners, johnlewis
~Marks & Spencer: marks and spencer, marks spencer, marksandspencer, ms, marks and spencers
~Apple: apple, apple store, apple online
~Google: google, google store
~Temu: temu
~AliExpress: aliexpress, alipay
~Shein: shein
~Etsy: etsy
~Vinted: vinted
Depop: depop
Currys: currys, currys pc world, currys online, pc world
AO: ao com, ao
Richer Sounds: richer sounds
Scan Computers: scan computers
Overclockers: overclockers
Ebuyer: ebuyer
Box: box ltd
CeX: cex, webuy
Game: game retail, game stores, game digital
Smyths Toys: smyths, smyths toys
The Entertainer: the entertainer, entertainer
Hamleys: hamleys
Lego: lego
Build-A-Bear: build a bear
Next: next, next retail, next directory
Primark: primark
H&M: hm, h and m, hennes
Zara: zara
Uniqlo: uniqlo
Gap: gap
New Look: new look
River Island: river island
Topshop: topshop, topman
ASOS: asos
Boohoo: boohoo
PrettyLittleThing: prettylittlething
Missguided: missguided
Very: very, shop direct, the very group
Littlewoods: littlewoods
JD Williams: jd williams, n brown
Studio: studio retail
Freemans: freemans
Matalan: matalan
Peacocks: peacocks
Bonmarché: bonmarche
TK Maxx: tk maxx, tkmaxx, t k maxx, tjx
Homesense: homesense
Sports Direct: sports direct, sportsdirect
JD Sports: jd sports, jdsports
Decathlon: decathlon
Nike: nike
Adidas: adidas
Foot Locker: foot locker, footlocker
Schuh: schuh
Office: office shoes
Clarks: clarks, cj clark, c and j clark
Dune: dune london
Dr. Martens: dr martens
Skechers: skechers
Go Outdoors: go outdoors
Blacks: blacks outdoor, blacks
Millets: millets
Cotswold Outdoor: cotswold outdoor
Mountain Warehouse: mountain warehouse
Trespass: trespass
The North Face: north face
Patagonia: patagonia
Rapha: rapha
Wiggle: wiggle
Chain Reaction: chain reaction
Evans Cycles: evans cycles
Gymshark: gymshark
Lululemon: lululemon
Sweaty Betty: sweaty betty
Levi's: levis
Superdry: superdry
Fat Face: fat face, fatface
White Stuff: white stuff
Joules: joules
Seasalt: seasalt
Boden: boden
Crew Clothing: crew clothing
Barbour: barbour
Ted Baker: ted baker
Reiss: reiss
COS: cos stores, cos
Arket: arket
& Other Stories: other stories
Weekday: weekday
Monki: monki
Mango: mango
Massimo Dutti: massimo dutti
Bershka: bershka
Pull & Bear: pull and bear, pull bear
Urban Outfitters: urban outfitters
Hollister: hollister
Abercrombie & Fitch: abercrombie
Phase Eight: phase eight
Whistles: whistles
Hobbs: hobbs
Monsoon: monsoon, accessorize
Oasis: oasis fashion
Quiz: quiz clothing
Charles Tyrwhitt: charles tyrwhitt
Moss: moss bros
Suitsupply: suitsupply
Selfridges: selfridges
Harrods: harrods
Harvey Nichols: harvey nichols
Liberty: liberty london, liberty
Fenwick: fenwick
House of Fraser: house of fraser
Debenhams: debenhams
Fortnum & Mason: fortnum and mason, fortnum mason
Flannels: flannels
Net-a-Porter: net a porter
Mr Porter: mr porter
Farfetch: farfetch
IKEA: ikea
B&Q: bq, b and q
Homebase: homebase
Wickes: wickes
Screwfix: screwfix
Toolstation: toolstation
Robert Dyas: robert dyas
Travis Perkins: travis perkins
Jewson: jewson
Selco: selco
Howdens: howdens
Tile Giant: tile giant
Topps Tiles: topps tiles
Dunelm: dunelm
The Range: the range
B&M: bm, b and m, bm retail, bm bargains, bandm
Home Bargains: home bargains, tj morris
Poundland: poundland
Poundstretcher: poundstretcher
Wilko: wilko, wilkinson
QD: qd stores
The Works: the works
Hobbycraft: hobbycraft
Paperchase: paperchase
Ryman: ryman
WHSmith: whsmith, wh smith, whsmiths
Waterstones: waterstones
Foyles: foyles
Blackwell's: blackwells
Daunt Books: daunt books
World of Books: world of books, wob
Bookshop.org: bookshop org
HMV: hmv
Rough Trade: rough trade
Card Factory: card factory
Clintons: clintons
Moonpig: moonpig
Funky Pigeon: funky pigeon
Not On The High Street: noths, notonthehighstreet, not on the high street
Oliver Bonas: oliver bonas
Flying Tiger: flying tiger, tiger retail
Søstrene Grene: sostrene grene
Miniso: miniso
Muji: muji
Anthropologie: anthropologie
Wayfair: wayfair
Made.com: made com
Habitat: habitat
DFS: dfs
ScS: scs
Sofology: sofology
Loaf: loaf com
Swoon: swoon
Oak Furnitureland: oak furnitureland
Furniture Village: furniture village
Dreams: dreams
Bensons for Beds: bensons for beds
Emma: emma sleep
Simba: simba sleep
Heal's: heals
West Elm: west elm
Lakeland: lakeland
ProCook: procook
Le Creuset: le creuset
Carpetright: carpetright
Tapi: tapi carpets
Laura Ashley: laura ashley
Pets at Home: pets at home
Jollyes: jollyes
Zooplus: zooplus
Fetch: fetch co uk
Butternut Box: butternut box
Tails.com: tails com
Pets Corner: pets corner
Dobbies: dobbies
Wyevale: wyevale
Notcutts: notcutts
Blue Diamond: blue diamond
Crocus: crocus
Gardening Express: gardening express
Thompson & Morgan: thompson and morgan
Timpson: timpson, timpsons
Snappy Snaps: snappy snaps
Max Spielmann: max spielmann
Photobox: photobox
Vistaprint: vistaprint
Jessops: jessops
Wex: wex photo
Carphone Warehouse: carphone warehouse
Samsung: samsung
Dell: dell
Microsoft Store: microsoft store
Lenovo: lenovo
HP: hp inc uk
Dyson: dyson
Maplin: maplin
Cotton Traders: cotton traders
Lands' End: lands end
Damart: damart
Mothercare: mothercare
Mamas & Papas: mamas and papas
JoJo Maman Bébé: jojo maman bebe
Pandora: pandora
H Samuel: h samuel
Ernest Jones: ernest jones
Goldsmiths: goldsmiths
Beaverbrooks: beaverbrooks
Warren James: warren james
Swarovski: swarovski
Claire's: claires
The Perfume Shop: the perfume shop, perfume shop
The Fragrance Shop: fragrance shop
Lush: lush
The Body Shop: the body shop, body shop
Rituals: rituals
Jo Malone: jo malone
Kiehl's: kiehls
Space NK: space nk
Sephora: sephora, feelunique
Lookfantastic: lookfantastic, look fantastic
Cult Beauty: cult beauty
Beauty Bay: beauty bay
MyProtein: myprotein
Gear4music: gear4music
Thomann: thomann
Games Workshop: games workshop, warhammer
OnBuy: onbuy
Wowcher: wowcher
Groupon: groupon
Royal Mail: royal mail
Post Office: post office
Evri: evri, hermes parcel
DPD: dpd
InPost: inpost
ParcelForce: parcelforce
UPS: ups ltd, ups
DHL: dhl
Yodel: yodel
"""
