/**
 * Given names that one person bears at different times: short and full forms within a language. A line is a group; a name
 * may be in several. Lower-case ASCII as `NameReading.roman` has it.
 */
export const SHORT_FORMS = `
william bill billy will willy willie liam
robert bob bobby rob robbie bert
richard rick ricky dick rich richie
edward ed eddie ted teddy ned
james jim jimmy jamie jimmie
john jack johnny jon
jonathan jon jonny johnny
charles charlie chuck charley
thomas tom tommy thom
michael mike mick micky mickey mikey
joseph joe joey
david dave davy davey
daniel dan danny
anthony tony antony ant
christopher chris kit topher
matthew matt matty
andrew andy drew
stephen steven steve stevie
kenneth ken kenny
gregory greg gregg
lawrence laurence larry lorenzo
ronald ron ronnie
donald don donnie
raymond ray
gerald gerry jerry gerard
jeremy jerry jeremiah
jerome jerry
samuel sam sammy
benjamin ben benny benji
alexander alex alec xander sandy lex
alexandra alex sandra sandy lexi
albert al bert bertie
alfred alf fred freddie
frederick fred freddie freddy rick
francis frank frankie fran
franklin frank
henry harry hank hal
harold harry hal
patrick pat paddy rick
peter pete
philip phil pip phillip
timothy tim timmy
nicholas nick nicky nico klaus
nathaniel nathan nate nat
leonard leo len lenny
theodore ted teddy theo
vincent vince vinny vinnie
walter walt wally
arthur art artie
eugene gene
geoffrey jeffrey geoff jeff
douglas doug
clifford cliff
zachary zach zack
joshua josh
jacob jake
abraham abe
isaac ike zac
solomon sol
maximilian max maxim
sebastian seb bastian
dominic dom nick
gabriel gabe
phillip phil
terence terry terrence
stanley stan
sidney sid
victor vic
elizabeth liz lizzie beth betty betsy eliza lisa libby elsie
margaret maggie meg peggy marge margie madge greta daisy
catherine katherine kathryn kate katie cathy kathy kay kitty cat
mary molly polly mae mamie
ann anne anna annie nan nancy
susan sue suzy susie suzanne
patricia pat patty tricia trish
barbara barb babs
jennifer jen jenny
jessica jess jessie
deborah debbie deb debra
rebecca becky becca
victoria vicky vicki tori
christina christine chris tina chrissy
dorothy dot dottie dolly
eleanor ellie nell nora lenore
helen nell ellen lena
florence flo flossie
frances fran fanny francie
jacqueline jackie
judith judy jude
kimberly kim
pamela pam
samantha sam
sandra sandy
theresa teresa terry tess tessa
veronica ronnie vera
virginia ginny ginger
abigail abby gail
amanda mandy
cynthia cindy
josephine jo josie
caroline carrie carol
charlotte lottie charlie
emily em emma millie
isabella bella izzy isabel
constance connie
rosemary rose rosie
francisco paco pancho curro kiko
jose pepe chepe joselito
ignacio nacho
manuel manolo manny manu lolo
enrique quique kike
jesus chuy chucho
rafael rafa
roberto beto tito
alberto beto berto
eduardo lalo edu
guillermo memo guille
antonio tono tonio toni tony toninho
luis lucho luisito
pedro perico
ricardo ricky richi
fernando nando fer
alejandro alex jandro ale
sergio checo
gerardo lalo jerry
santiago santi chago yago
salvador chava salva
federico fede
leonardo leo
gustavo tavo gus
javier javi xavi
vicente chente
ramon moncho
gregorio goyo
hector tito
maria mari mary maruja marica
dolores lola loli
guadalupe lupe lupita
concepcion concha conchita
josefa pepa
francisca paca paquita
rosario charo chayo
mercedes merche meche
isabel isa chabela
teresa tere
consuelo chelo
pilar pili
joao joaozinho jo
joaquim quim quinzinho
jose ze zeca
francisco chico xico
luiz lula lulu
eduardo dudu edu du
carlos caca carlinhos
ronaldo ronaldinho
aleksandr sasha sascha shura sanya alik alex alexander oleksandr
aleksandra sasha shura sanya alexandra oleksandra
aleksey alexei alyosha lyosha aleksei oleksiy alexey
andrey andrei andryusha
anatoly tolya anatoli anatoliy
boris borya
vladimir vova volodya vladimir vlad volodymyr
vladislav vlad vladik slava
viktor vitya victor
vitaly vitalik vitaliy vitali
vyacheslav slava viacheslav
vasily vasya vasiliy vasyl vassily
gennady gena gennadiy gennadi
grigory grisha grigoriy hryhoriy
georgy gosha zhora goga georgiy georgi
dmitry dima mitya dmitri dmitriy dmytro dimitri
yevgeny zhenya yevgeniy evgeny evgeni evgeniy yevhen
yevgeniya zhenya evgenia evgeniya
ivan vanya
igor igoryok
ilya ilyusha iliya illia
konstantin kostya kostia
leonid lyonya lenya
mikhail misha mihail mykhaylo mykhailo
nikolay kolya nikolai mykola
oleg olezhek oleh
pavel pasha pavlik pavlo
pyotr petya petr petro
roman roma
sergey seryozha sergei serhiy serhii
stanislav stas slava
stepan styopa
fyodor fedya fedor
yaroslav slava yarik
yury yura yuri yuriy yurii
maksim max maks maxim maksym
timofey tima
artyom tyoma artem
anastasia nastya anastasiya
anna anya anyuta
yekaterina katya ekaterina kateryna
yelena lena elena alyona olena
irina ira iryna
larisa lara
lyubov lyuba liubov
lyudmila lyuda mila ludmila lyudmyla
maria masha mariya mariia
nadezhda nadya
natalya natasha natalia nataliya
oksana ksyusha ksenia
olga olya
svetlana sveta
sofia sonya sofya sofiya
tatyana tanya tatiana tetyana
galina galya halyna
yulia yulya julia yuliya iuliia
valentina valya
vera verochka
zinaida zina
raisa raya
muhammad mohammed mohammad mohamed muhammed mohamad mohd mohammod md muhamad mhd mahamed mohamud mhamed muhd moh mehmed
muhammad hamada hamoudi mido
ahmad ahmed hamoudi ahmet amed
abdallah abdullah abdulla aboud aboudi abdoulaye abdou
abdulrahman abderrahmane abdurrahman abdou rahman
abdulaziz aziz azzouz abdelaziz
abdulkarim karim abdelkrim
mustafa mustapha mostafa
ibrahim brahim ibrahima ibro ibo
yusuf youssef yousuf joseph yosef yousif sefo
ali aliou alioune
hussein hussain husayn hossein huseyin hocine houcine
hasan hassan hassane
khalid khaled
uthman osman othman ousmane usman
umar omar omer oumar
ismail ismael smail
mahmud mahmoud mahmut
boubacar aboubacar abubakar bubakar
bilal bilel
salah salahuddin salaheddine
nur nureddin noureddine
jamal gamal djamel
fatima fatma fatimah fatou fatoumata tuma fatou fatiha
khadija hadija khadidja hatice khadijah
aisha aicha ayse aysha aishatu aissatou
maryam meryem mariam myriam mariama
zaynab zeinab zainab zeynep
ruqayya roqaya rokia
mehmet memo memet
huseyin huso
hasan haso
suleyman sulo
ibrahim ibo
mustafa musti mistik
abdullah apo
fatma fatos
giuseppe peppe beppe pino peppino
giovanni gianni nino vanni gio
francesco franco ciccio checco cesco
antonio tonino nino toto
salvatore toto turi sasa
domenico mimmo mimi nico
vincenzo enzo
lorenzo enzo renzo
luigi gigi gino
pietro piero
alessandro sandro ale
roberto berto
michele lele
raffaele lello raffa
gaetano tano
calogero lillo
bartolomeo bartolo meo
pasquale pasqualino lino
carmine carmelo
maria mariuccia mimma
caterina rina
johann hans johannes
johannes hans hannes jan
friedrich fritz fred
heinrich heinz heiner
wilhelm willi willy
joseph sepp
josef sepp jupp pepi
georg jorg jurgen schorsch
ludwig lutz wiggerl
karl kalle
gottfried gotz
dietrich dieter dirk
margarete grete gretel greta
elisabeth else elsa liesl sissi lisbeth
katharina kathe kathi trine
maximilian max
jean jeannot
jacques jacquot
pierre pierrot
louis loulou
charles charlot
francois francky
michel michou
joseph jojo
philippe phil
dominique dom
frederic fred
veronique vero
genevieve ginette
jan janek jasiu honza
stanislaw staszek stas
krzysztof krzys
tomasz tomek
piotr piotrek
pawel pawelek
jozef juzek
aleksander olek
katarzyna kasia
malgorzata gosia
agnieszka aga
elzbieta ela
josip joso joza bepo
ivan ivo ivica
stjepan stipe
aleksandar aca sasa aco
slobodan sloba boban
dragan gagi
nikola nidzo
gheorghe gica ghita george
ion ionel ionut nelu
vasile vasilica
constantin costel costica
nikolaos nikos
georgios giorgos yorgos yiorgos
konstantinos kostas dinos costas
dimitrios dimitris mitsos jimmy
ioannis giannis yannis yiannis
panagiotis panos takis
athanasios thanasis sakis nasos
christos kristos
emmanuel manolis manos
emmanouil manolis manos
vasileios vasilis vassilis
anastasios tasos
spyridon spyros
evangelos vangelis
stavros stavrakis
eleftherios lefteris
theodoros thodoris
yaakov kobi yankel
yitzhak itzik yitzchak
moshe moishe
avraham avi avrum
yosef yossi yoske
shlomo shloime momo
binyamin benny
menachem mendel
david dudu dudi
shmuel shmulik
yehuda yudke
chaim haim
`
