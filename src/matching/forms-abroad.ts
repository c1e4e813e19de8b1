/** The same name in the forms of different languages, mostly of Scripture. Farther apart than short forms. */
export const FORMS_ABROAD = `
john johann johannes jean juan giovanni joao ivan jan ian sean ioannis yahya yuhanna hans janos jovan ion evan yohannes yohanan hovhannes ioan jaan gjon
joseph josef jose giuseppe yusuf youssef yosef josip jozef iosif jozsef osip hovsep yousef yousif
mary maria marie miriam maryam mariam meryem marija mariya myriam maryam mirjam
peter pierre pedro pietro petr pyotr petros boutros piotr petar peteris petru bedros butrus
paul pablo paolo pavel pavlo paulo pavlos boulos pal paulus bogos pawel
george georges jorge giorgio georg georgi georgios gheorghe jerzy juraj yuri jiri gyorgy jorge girgis jirjis gevorg giorgi jurgis
james jacob jacques jaime giacomo diego santiago yaqub yakub yaakov jakob iakov jacobo tiago jakub hagop yacoub yaqoob
michael michel miguel michele mikhail mikael mihai mihail mykhailo mikhael mikail mihaly michal mikhail
abraham ibrahim avraham abram abramo brahim
moses musa moshe moussa moises mose mousa moise
david dawud daoud davud daud dawit davit davide dovid dawood
solomon suleiman sulayman suleyman shlomo salomon soliman suleman sulaiman
isaac ishaq yitzhak isak ishak izhak eshaq isaak
ishmael ismail ismael esmail
jesus isa yeshua eissa issa aissa
elijah elias ilyas ilya ilia eliyahu ilias
gabriel jibril gavriil jabrayil jibreel cebrail djibril
zechariah zakariya zachary zakaria zekeriya zacharias
noah nuh noe nuah
adam adem adan
joshua yusha yehoshua josue
job ayyub ayub iyov eyup ayoub
jonah yunus yonah jonas younes
aaron harun haroun aharon aron
daniel danial daniil danyal danilo danylo
benjamin binyamin bunyamin veniamin benyamin beniamino
samuel shmuel samuil samuele
emmanuel manuel manoel emanuele
matthew mateo matteo matthias mateusz matvey matthieu mathieu matti matei matias
mark marco marcos marc marek markos murqus marko
luke lucas luca luc luka lukas lukasz louqa
thomas tomas tommaso tomasz toma tomaz foma
andrew andre andres andrea andrei andreas andrzej andriy andras ondrej
philip felipe filippo philippe filip philippos
simon simeon shimon semyon simone symon samaan
stephen stefan etienne esteban stefano stepan istvan szczepan stephane stepan stjepan
bartholomew bartolome bartolomeo barthelemy
lawrence lorenzo laurent lorenz lavrenti laurentius
nicholas nicolas nikolai nicola nikolaos miklos mikolaj mykola nicolae nikola nicolo
alexander alejandro alessandro alexandre aleksandr iskandar iskender aleksander oleksandr sikandar eskandar aleksandar alexandros alexandru
anthony antonio antoine anton antoni antonios
francis francisco francesco francois franz frantisek ferenc franciszek
charles carlos carlo karl karel karol karoly
henry henri enrique enrico heinrich henrik henrique hendrik
william guillermo guillaume wilhelm guglielmo willem vilhelm guilherme vilmos
louis luis luigi ludwig lajos luiz ludovic ludwik lluis
philemon filimon
robert roberto ruprecht
richard ricardo riccardo ryszard rikard
edward eduardo edoardo eduard edouard edvard
frederick federico frederic friedrich fryderyk fredrik frederico
ferdinand fernando ferdinando fernand
albert alberto albrecht
leo leon lev leone
gregory gregorio gregoire grigory krikor grigor gregor grzegorz grigoris
basil vasily vasile vassilis basilio vasileios wasil
theodore fyodor teodoro theodoros tewodros feodor todor
constantine konstantin costantino konstantinos constantin
demetrius dmitry dimitrios demetrio dimitri dimitar
eugene yevgeny eugenio eugen evgeny evgenios
victor viktor vittorio victorio
vincent vicente vincenzo vincenz wincenty
sergius sergey sergio serge sergei sergiu
stanislaus stanislav stanislaw
ladislaus wladyslaw laszlo ladislav vladislav
casimir kazimierz casimiro kazimir
wenceslas vaclav waclaw vyacheslav
martin martino marcin morten martinho
maurice mauricio maurizio moritz moric
roger ruggero rogelio rogerio
rudolf rodolfo rudolph
raphael rafael raffaele rafail
ralph raoul raul
raymond ramon raimondo raimund raimundo
julius julio jules giulio yuliy
dominic domingo domenico dominique dominik
jerome geronimo jeronimo girolamo hieronymus
denis dionysios dionisio denys
cyril kirill kyrillos kiril
christopher cristobal christophe cristoforo krzysztof kristof
christian cristian cristiano kristian krystian
matilda matilde mathilde
elizabeth isabel elisabeth yelizaveta elisabetta erzsebet elzbieta elisaveta
catherine catalina caterina katarina yekaterina katharina katarzyna ekaterina kateryna
anna ana anne hannah hanna anne ane
helen elena helene yelena ilona olena eleni jelena helena
margaret margarita marguerite margherita margarete malgorzata
martha marta marthe marfa
magdalene magdalena madeleine maddalena
susanna susana suzanne zuzana shoshana zsuzsa
sarah sara sarra
ruth rut
eve eva hawa havva chava hawwa
joan joanna jeanne juana giovanna ioanna johanna yohanna jana
theresa teresa therese terezia
agnes ines agnese agnieszka inessa
lucy lucia lucie luzia
julia giulia julie yulia
sophia sofia sophie zofia sofya
natalia natalie natalya nathalie
alice alicia alisa
rose rosa
barbara varvara barbora borbala
muhammad mehmet mamadou mohammed magomed mahomet mamoud muhamed mahammad
ahmad ahmet akhmed akhmad ahmadou amadou
ali aliou aliyu
hassan hasan khasan hassan alhassan
hussein huseyin khusein hossein gusein husein housseini alhousseini
umar omar omer oumar umaru
uthman osman ousmane usman othman
abdullah abdoulaye abdulla abdallah abdulahi avdulla
mustafa mostafa mustapha
khadija hatice khadidja hadiza
fatima fatma fatoumata fatimata batma
aisha ayse aicha aissata asya
zaynab zeynep zainabou
yusuf issouf youssouf
ibrahim ibrahima ibragim
mansur mansour
salim selim saleem
mehmed mehmet
jafar cafer dzhafar
jamal cemal dzhamal djamel gamal
jalal celal dzhalal galal
khalil halil khelil
rashid resid rachid
sharif serif cherif sherif
shamsuddin semsettin
yasin yassine yacine
dawud davut daouda daoud
haydar hayder haidar heydar geydar
`

/** Names in consonants, which no sound leads from to their forms elsewhere. The last word is their form in `FORMS_ABROAD`. */
export const WRITTEN_IN_CONSONANTS = `
arabic:ابراهيم arabic:إبراهيم hebrew:אברהם abraham
arabic:موسى arabic:موسي hebrew:משה moses
arabic:يحيى arabic:يحيي arabic:يوحنا hebrew:יוחנן john
arabic:يوسف hebrew:יוסף joseph
arabic:داود arabic:داوود hebrew:דוד david
arabic:سليمان hebrew:שלמה solomon
arabic:اسحاق arabic:إسحاق arabic:إسحق hebrew:יצחק isaac
arabic:يعقوب hebrew:יעקב james
arabic:عيسى arabic:عيسي hebrew:ישוע jesus
arabic:مريم hebrew:מרים mary
arabic:الياس arabic:إلياس hebrew:אליהו elijah
arabic:جبريل arabic:جبرائيل hebrew:גבריאל gabriel
arabic:زكريا hebrew:זכריה zechariah
arabic:ايوب arabic:أيوب hebrew:איוב job
arabic:يونس hebrew:יונה jonah
arabic:هارون hebrew:אהרן aaron
arabic:بطرس peter
arabic:بولس paul
arabic:جرجس george
arabic:مرقس mark
arabic:اسكندر arabic:إسكندر alexander
arabic:ميخائيل hebrew:מיכאל michael
arabic:حواء hebrew:חוה eve
`
