"""Lenders, card issuers, savings and cash: `Name: alias, alias`."""

FEES_INTEREST = """
Overdraft Interest: overdraft interest, debit interest, od interest, interest charged
Overdraft Fee: overdraft fee, arranged overdraft, unarranged overdraft, unpaid item
Account Fee: account fee, monthly account fee, monthly fee, club lloyds fee, club lloyds monthly
Foreign Fee: non sterling transaction fee, foreign transaction fee, non gbp fee, cash fee
Late Fee: late payment fee, late fee, overlimit fee
Interest: interest on your standard, purchase interest, cash interest, interest charges
Service Charge: service charge, service charges
"""

DEBT = """
Student Loans Company: student loans company, student loan, slc, student loans
Klarna: klarna
Clearpay: clearpay
Laybuy: laybuy
Zilch: zilch, payzilch
PayPal Credit: paypal credit, paypal pay in 3, paypal pay in
Creation: creation consumer, creation financial
Novuna: novuna, hitachi capital
V12: v12 retail finance, v12
DekoPay: deko
Snap Finance: snap finance
Zopa: zopa
Lendable: lendable
RateSetter: ratesetter
Funding Circle: funding circle
Bamboo: bamboo loans
Everyday Loans: everyday loans
118 118 Money: 118 118 money
Amigo: amigo loans, amigo
Oakbrook: oakbrook, likely loans, finio
Provident: provident
QuickQuid: quickquid
Lending Stream: lending stream
Drafty: drafty
Tappily: tappily
SafetyNet Credit: safetynet credit
Updraft: updraft
Abound: abound, fintern
Tesco Bank Loan: tesco bank loan, tesco personal finance loan, tpf loan
Sainsbury's Bank Loan: sainsburys bank loan
Lloyds Loan: lloyds bank loan, lloyds loan, lloyds tsb loan
Black Horse: black horse
Santander Consumer: santander consumer, santander loan
Hitachi Personal Finance: hitachi personal finance
Shawbrook: shawbrook
Close Brothers: close brothers motor, close brothers finance
AvantCredit: avant credit
Post Office Loan: post office loan
Lowell: lowell
Cabot: cabot financial, cabot
PRA Group: pra group
Intrum: intrum
Moorcroft: moorcroft
StepChange: stepchange, step change
PayPlan: payplan
Link Financial: link financial
Hoist Finance: hoist finance
Arrow Global: arrow global, capquest
Wescot: wescot
Marston Holdings: marston holdings
Child Maintenance: child maintenance service, cmecs, cms child maintenance
BrightHouse: brighthouse
Black Horse Motor: black horse motor
Volkswagen Financial: volkswagen financial, vwfs, vw financial
BMW Financial: bmw financial, bmw fs, alphera
Mercedes Finance: mercedes benz finance, mercedes finance, daimler
Toyota Finance: toyota financial, toyota finance
Ford Credit: ford credit, fce bank
PSA Finance: psa finance, stellantis finance, vauxhall finance
RCI: rci financial, renault finance
Hyundai Capital: hyundai capital
MotoNovo: motonovo
Moneybarn: moneybarn
Oodle: oodle, oodle car finance
PerfectHome: perfecthome
"""

SAVINGS = """
NS&I: nsi, ns and i, premium bonds, national savings, nsandi
Marcus: marcus by goldman, marcus by, marcus, goldman sachs marcus
Chip: chip financial, chip app, chip
Plum: plum fintech, plum savings, plum
Moneybox: moneybox
Vanguard: vanguard
Hargreaves Lansdown: hargreaves lansdown, hargreaves lansd
AJ Bell: aj bell, youinvest
Fidelity: fidelity, financial administration services
interactive investor: interactive investor, interactive investr, ii com
Nutmeg: nutmeg
Wealthify: wealthify
Trading 212: trading 212, trading212
Freetrade: freetrade
eToro: etoro
Wealthsimple: wealthsimple
InvestEngine: investengine
Coinbase: coinbase, cb payments
Kraken: kraken, payward
Crypto.com: crypto com, foris dax
Gemini: gemini trust
Bitstamp: bitstamp
MoonPay: moonpay
Moneyfarm: moneyfarm
Lightyear: lightyear
Interactive Brokers: interactive brokers
IG: ig markets, ig index
Wombat: wombat invest
Tembo: tembo money
Shepherds Friendly: shepherds friendly
Smart Pension: smart pension
The People's Pension: peoples pension
HSBC InvestDirect: hsbc investdirect
Barclays Smart Investor: barclays smart investor
Halifax Share Dealing: halifax share dealing
iWeb: iweb share dealing
Bestinvest: bestinvest
Stake: stake trading
Binance: binance
Atom Bank: atom bank
Raisin: raisin
Cynergy: cynergy bank
Paragon Savings: paragon bank
Aldermore: aldermore
Kent Reliance: kent reliance
Charter Savings: charter savings
Family Building Society: family building society
Skipton Savings: skipton bs
Yorkshire Building Society: yorkshire building society, ybs
Leeds Savings: leeds bs savings
PensionBee: pensionbee
Nest Pensions: nest pension, nest pensions
Aviva Pension: aviva pension
Standard Life: standard life
Scottish Widows: scottish widows
Penfold: penfold
St James's Place: st jamess place, sjp
OneFamily: one family, onefamily
Scottish Friendly: scottish friendly
Beanstalk: beanstalk
Dodl: dodl
Zopa Smart Saver: zopa smart saver
Oxbury: oxbury
"""

# Other accounts of one's own that a card or a payment fills up.
MONEY_APPS = """
Revolut: revolut
Wise: wise, transferwise, wise payments
Monese: monese
Pockit: pockit
Suits Me: suits me card
HyperJar: hyperjar
GoHenry: gohenry
Currensea: currensea
"""

# Who issues cards: money paid to them by hand or direct debit repays one.
CARD_ISSUERS = """
American Express: american express, amex, american exp
Barclaycard: barclaycard, barclay card
Capital One: capital one, capitalone
MBNA: mbna
Aqua: aqua card, aqua, newday aqua
Marbles: marbles
NewDay: newday, new day ltd, fluid card
Vanquis: vanquis, vanquis bank
Tymit: tymit
Yonder: yonder card, yonder tech
Zable: zable, zable card, level credit
118 118 Card: 118 118 card
Ocean: ocean card, ocean credit
thimbl: thimbl
Jaja: jaja
Virgin Money Card: virgin money cc, virgin money credit card, virgin credit card
Virgin Money Card: virgin money card
Tesco Credit Card: tesco credit card, tesco bank cc, tesco bank credit, tesco clubcard cc
Tesco Credit Card: tesco cc
Sainsbury's Credit Card: sainsburys bank cc, sainsburys credit card, sains bank cc
Sainsbury's Credit Card: sainsburys bank credit
M&S Card: ms credit card, ms bank, marks and spencer card, ms card, marks and spencer bank
John Lewis Card: john lewis card, partnership card, john lewis finance, john lewis money
Asda Card: asda money, asda credit card
Halifax Card: halifax credit card, halifax card, halifax clarity, halifax cc
Lloyds Card: lloyds bank credit card, lloyds credit card, lloyds card, lloyds bank card
Lloyds Card: lloyds tsb card
Bank of Scotland Card: bank of scotland credit card, bos card, bank of scotland card
NatWest Card: natwest credit card, natwest card, natwest visa, natwest mastercard
NatWest Card: nw credit card
RBS Card: rbs credit card, rbs card
HSBC Card: hsbc credit card, hsbc card, hsbc visa, hsbc cc
First Direct Card: first direct visa, first direct credit card, first direct gold
Santander Card: santander credit card, santander cards, santander card, santander cc
Nationwide Card: nationwide credit card, nationwide visa, nationwide cc, nbs credit card
Nationwide Card: nationwide c card
TSB Card: tsb credit card, tsb card
Co-op Card: co op bank credit card, co operative bank visa
Metro Card: metro bank credit card
Post Office Card: post office credit card, post office money card
Creation Card: creation card
Monzo Flex: monzo flex, flex
Argos Card: argos card, home retail group card
Very Account: very account, very pay
Next Account: nextpay, next pay
"""

CASH = """
Cash machine: lnk, link atm, notemachine, cashzone, cardtronics, atm, cash machine
Cash machine: cash barclays, cash hsbc, cash lloyds, cash natwest, cash santander, cash halifax
Cash machine: cash nationwide, cash notemachine, cash cardtronics, cash link
Cash machine: cash withdrawal, cash wdl, cashpoint, cash at
Cash machine: yourcash, travelex atm, barclays atm, hsbc atm, lloyds atm, natwest atm, cash out
"""

OTHER = """
HMRC: hmrc, hm revenue, hmrc self assessment, hmrc ndds, hmrc sa
GOV.UK: gov uk, govuk
Home Office: home office
Companies House: companies house
Land Registry: land registry
HM Courts & Tribunals: hmcts, hm courts
"""
