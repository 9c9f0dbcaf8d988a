"""Free time: `Name: alias, alias`."""

SUBSCRIPTIONS = """
Netflix: netflix
Spotify: spotify
Disney+: disney plus, disneyplus, disney
Amazon Prime: amazon prime, amazon prime membership, prime video, amazon video, amzn prime
Amazon Prime: amazonprime
Apple Services: apple com bill, itunes, itunes com, apple music, apple tv, icloud, apple bill
Apple Services: apple services
YouTube Premium: youtube, youtubepremium, youtube premium, google youtube
Google One: google one, google storage, google workspace, google gsuite
NOW: now tv, nowtv, now entertainment, now sports
BritBox: britbox
Paramount+: paramount plus, paramount
Discovery+: discovery plus, eurosport
DAZN: dazn
TNT Sports: tnt sports, bt sport
MUBI: mubi
Shudder: shudder
Hayu: hayu
Crunchyroll: crunchyroll
ITVX: itvx, itv hub
Audible: audible
Kindle Unlimited: kindle unlimited, kindle unltd, kindle svcs
Tidal: tidal
Deezer: deezer
SoundCloud: soundcloud
Amazon Music: amazon music
Patreon: patreon
OnlyFans: onlyfans
Substack: substack
Medium: medium com
The Guardian: guardian news, the guardian
The Times: times newspapers, the times
The Telegraph: telegraph media, the telegraph
Financial Times: financial times, ft com
The Economist: economist
New York Times: new york times, nytimes
Daily Mail: daily mail, mail plus
The Spectator: the spectator
New Statesman: new statesman
Private Eye: private eye
Which?: which, which ltd, consumers association
National Geographic: national geographic
Readly: readly
Microsoft: microsoft, microsoft 365, msft, msbill, microsoft office
Adobe: adobe
Dropbox: dropbox
Canva: canva
Notion: notion labs, notion
Evernote: evernote
Zoom: zoom us, zoom video, zoom
Slack: slack
GitHub: github
OpenAI: openai, chatgpt
Claude: anthropic, claude ai
Midjourney: midjourney
Grammarly: grammarly
Duolingo: duolingo
Babbel: babbel
LinkedIn: linkedin
Tinder: tinder
Hinge: hinge
Bumble: bumble
Match: match com
Headspace: headspace
Calm: calm com
Strava: strava
Zwift: zwift
Peloton: peloton
MyFitnessPal: myfitnesspal
Noom: noom
WW: weight watchers, ww com
Slimming World: slimming world
Twitch: twitch
Discord: discord
NordVPN: nordvpn, nord vpn
ExpressVPN: expressvpn
Surfshark: surfshark
1Password: 1password
LastPass: lastpass
Norton: norton, nortonlifelock
McAfee: mcafee
Kaspersky: kaspersky
Ring: ring com, ring subscription, ring
Nest: google nest
Hive: hive home
GoDaddy: godaddy
Squarespace: squarespace
Wix: wix com, wix
123 Reg: 123 reg
Namecheap: namecheap
IONOS: ionos, 1and1
Cloudflare: cloudflare
DigitalOcean: digitalocean
AWS: aws, amazon web services, amazon aws
HP Instant Ink: hp instant ink, instant ink
Dollar Shave Club: dollar shave club
Harry's: harrys
Beer52: beer52
Birchbox: birchbox
Bloom & Wild: bloom and wild
Freddie's Flowers: freddies flowers
Who Gives A Crap: who gives a crap
Smol: smol
Pact Coffee: pact coffee
Nespresso: nespresso
Ancestry: ancestry
Findmypast: findmypast
Experian: experian
ClearScore: clearscore
Deliveroo Plus: deliveroo plus
Uber One: uber one
Monzo Plus: monzo plus, monzo premium
Revolut Premium: revolut premium, revolut plus, revolut metal
Emma App: emma technologies
Snoop: snoop app
YNAB: ynab, you need a budget
Blinkist: blinkist
Skillshare: skillshare
MasterClass: masterclass
Coursera: coursera
Udemy: udemy
Brilliant: brilliant org
Scribd: scribd
Kobo: kobo
Sky Sports: sky sports
"""

ENTERTAINMENT = """
Odeon: odeon
Vue: vue cinemas, vue
Cineworld: cineworld
Picturehouse: picturehouse
Curzon: curzon
Everyman: everyman
Showcase: showcase cinema
Empire Cinemas: empire cinema
Omniplex: omniplex
BFI: bfi
Barbican: barbican
National Theatre: national theatre
Southbank Centre: southbank centre
Royal Albert Hall: royal albert hall
Ticketmaster: ticketmaster
See Tickets: see tickets, seetickets
AXS: axs
Eventbrite: eventbrite
Dice: dice fm
Skiddle: skiddle
StubHub: stubhub
viagogo: viagogo
Gigantic: gigantic tickets
TodayTix: todaytix
ATG Tickets: atg tickets, ambassador theatre
Fever: fever feverup, feverup
DesignMyNight: designmynight
National Trust: national trust
English Heritage: english heritage
RHS: rhs, royal horticultural
RSPB: rspb
Merlin: merlin entertainments, merlin annual pass
Alton Towers: alton towers
Thorpe Park: thorpe park
Legoland: legoland
Chessington: chessington
Madame Tussauds: madame tussauds
London Zoo: zsl, london zoo, whipsnade
Chester Zoo: chester zoo
Sea Life: sea life
Warner Bros Studio Tour: warner bros studio
Blackpool Pleasure Beach: pleasure beach
Drayton Manor: drayton manor
Tenpin: tenpin
Hollywood Bowl: hollywood bowl
Lane7: lane7
All Star Lanes: all star lanes
Flight Club: flight club
Puttshack: puttshack
Junkyard Golf: junkyard golf
Swingers: swingers
TopGolf: topgolf
Go Ape: go ape
Flip Out: flip out
Gravity: gravity active, gravity trampoline
Oxygen: oxygen freejumping
Escape Hunt: escape hunt
Nintendo: nintendo
PlayStation: playstation, playstation network, sony playstation, sie
Xbox: xbox, microsoft xbox
Steam: steam, steamgames, steam games, valve
Epic Games: epic games
EA: ea games, electronic arts, origin com
Blizzard: blizzard
Roblox: roblox
Riot Games: riot games
Humble Bundle: humble bundle
Google Play: google play, googleplay
Bet365: bet365
Betfair: betfair
William Hill: william hill
Ladbrokes: ladbrokes
Coral: coral
Paddy Power: paddy power, paddypower
Sky Bet: sky bet, skybet
Betfred: betfred
Betway: betway
Unibet: unibet
888: 888 casino, 888
PokerStars: pokerstars
Tombola: tombola
Mecca Bingo: mecca bingo
Gala Bingo: gala bingo
Buzz Bingo: buzz bingo
National Lottery: national lottery, camelot, allwyn
Health Lottery: health lottery
Postcode Lottery: postcode lottery, peoples postcode lottery
Omaze: omaze
Betvictor: betvictor
Football Club: arsenal fc, chelsea fc, liverpool fc, manchester united, manchester city fc
Football Club: tottenham hotspur, west ham united, everton fc
The FA: wembley stadium, the fa
Lord's: lords cricket
Twickenham: twickenham stadium
Museums: science museum, british museum, natural history museum, tate gallery, tate modern
"""
