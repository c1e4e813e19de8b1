import { countingIn, isolated } from '../counting.ts'
import { DIALECTS, type DiagnosisTexts } from './texts.ts'

const { counted, number } = countingIn<'zero' | 'one' | 'two' | 'few' | 'many'>('ar')

/** After a preposition, in the genitive. */
const days = (count: number): string =>
  counted(count, {
    zero: 'أقل من يوم',
    one: 'يوم واحد',
    two: 'يومين',
    few: '# أيام',
    many: '# يومًا',
    other: '# يوم',
  })

export const AR: DiagnosisTexts = {
  subjects: {
    store: 'المخزن',
    disk: 'القرص',
    'key-files': 'ملفات المفاتيح',
    certificate: 'الشهادة',
    'check-index': 'فهرس التحقق',
    snapshot: 'لقطة الفهرس',
    erasures: 'عمليات المحو',
    peers: 'الأعضاء الآخرون',
    peer: 'العضو',
    runtime: 'بيئة التشغيل',
    writing: 'الكتابة',
  },
  peer: (member) => `العضو ${isolated(member)}`,
  details: {
    'store/answers': ({ dialect }) => `يستجيب (${isolated(DIALECTS[dialect])})`,
    'store/fails': ({ error }) => `لا يستجيب (${isolated(error)})`,
    'disk/room': ({ freeMegabytes }) => `المساحة الحرة: ${number(freeMegabytes)} ميغابايت`,
    'disk/short': ({ freeMegabytes }) => `المساحة الحرة: ${number(freeMegabytes)} ميغابايت`,
    'key-files/closed': () => 'لا يستطيع قراءتها إلا صاحبها',
    'key-files/open': ({ files }) => `يستطيع آخرون قراءة ${isolated(files.join(', '))}`,
    'certificate/valid': (line) => `صالحة لمدة ${days(line.days)}`,
    'certificate/expires': (line) => `تنتهي صلاحيتها خلال ${days(line.days)}`,
    'certificate/expired': () => 'انتهت صلاحيتها: يرفضها الأعضاء الآخرون',
    'certificate/not-of-charter': () => 'ليست الشهادة الواردة في الميثاق: يرفضها الأعضاء الآخرون',
    'check-index/complete': ({ persons, organisations }) =>
      `${counted(persons, {
        zero: 'لا أشخاص',
        one: 'شخص واحد',
        two: 'شخصان',
        few: '# أشخاص',
        many: '# شخصًا',
        other: '# شخص',
      })}، ${counted(organisations, {
        zero: 'لا منظمات',
        one: 'منظمة واحدة',
        two: 'منظمتان',
        few: '# منظمات',
        many: '# منظمة',
        other: '# منظمة',
      })}`,
    'check-index/incomplete': ({ indexed, held }) =>
      `المفهرس: ${number(indexed)}، والنشرات المحفوظة: ${number(held)}`,
    'snapshot/kept': ({ megabytes, behind }) =>
      `${number(megabytes)} ميغابايت، والتغييرات بعدها: ${number(behind)}`,
    'snapshot/none': () => 'لا لقطة: يُملأ الفهرس من اليومية عند كل تشغيل',
    'erasures/confirmed': () => 'كلها مؤكَّدة',
    'erasures/due': ({ count }) =>
      `ما زال ينتظر التأكيدَ ${counted(count, {
        zero: 'لا شيء',
        one: 'سجل مسحوب واحد',
        two: 'سجلان مسحوبان',
        few: '# سجلات مسحوبة',
        many: '# سجلًا مسحوبًا',
        other: '# سجل مسحوب',
      })}`,
    'peers/not-followed': () => 'العقدة متوقفة',
    'peer/answered': ({ at }) => `أجاب في ${isolated(at)}`,
    'peer/not-asked': () => 'لم يُسأل بعد',
    'peer/unreachable': ({ error }) => `لا شيء يجيب في عنوانه (${isolated(error)})`,
    'peer/silent': () => 'لا يجيب في الوقت المحدد',
    'peer/address-unknown': () => 'الاسم الوارد في عنوانه مجهول',
    'peer/other-certificate': () => 'يُبرز شهادة غير الشهادة الواردة في الميثاق',
    'peer/certificate-expired': () => 'انتهت صلاحية شهادته',
    'peer/hangs-up': () => 'يقطع الاتصال',
    'peer/answered-status': ({ status }) => `يجيب برمز الحالة ${status}`,
    'peer/broke-off': () => 'انقطع جوابه',
    'peer/too-much': () => 'أرسل أكثر من صفحة',
    'peer/holds-back': () => 'يحبس عناصر يقول إنه أصدرها',
    'peer/feed-broken': ({ refusal, item }) =>
      `تغذيته معطوبة عند العنصر ${number(item)} (${isolated(refusal)})`,
    'peer/fails': ({ error }) => `تتعذر متابعته: ${isolated(error)}`,
    'runtime/pinned': ({ version }) => `الإصدار ${isolated(`Node ${version}`)}`,
    'runtime/other': ({ version }) => `الإصدار ${isolated(`Node ${version}`)} ليس الإصدار المثبَّت`,
    'writing/fails': ({ error }) =>
      `لا يمكن كتابة شيء (${isolated(error)})؛ هذا التشخيص غير مدوَّن في سجل الاطلاعات`,
  },
  cures: {
    'store/fails': () => 'افحص القرص وخادم قاعدة البيانات، ثم أعد تشغيل العقدة.',
    'disk/short': () => 'أفسح مساحة: العقدة التي لا مساحة لها ترفض كل تغيير.',
    'key-files/open': ({ files }) => `نفّذ: ${isolated(`chmod 600 ${files.join(' ')}`)}. ثم اسأل عمن قرأها.`,
    'certificate/expires': () => 'اطلب من حافظ الميثاق ميثاقًا بشهادة جديدة.',
    'certificate/expired': () => 'اطلب من حافظ الميثاق ميثاقًا بشهادة جديدة.',
    'certificate/not-of-charter': () =>
      `استعد ${isolated('certificate.pem')} ومفتاحها من النسخة الاحتياطية، أو اطلب من حافظ الميثاق ميثاقًا بهذه الشهادة.`,
    'check-index/incomplete': () =>
      `أوقف العقدة، واحذف ${isolated('check-index.snapshot')} من مجلدها، ثم شغّلها: يُملأ الفهرس من اليومية.`,
    'erasures/due': () => 'يجري تأكيدها ما دامت العقدة تعمل. إن لم يتناقص العدد فانظر مساحة القرص.',
    'peers/not-followed': () => `شغّلها: ${isolated('entraide start')}`,
    'peer/unreachable': () => 'تحقّق من أن عقدة العضو تعمل، ومن عنوانه في الميثاق، ومن جدران الحماية.',
    'peer/silent': () => 'تحقّق من أن عقدة العضو تعمل، ومن عنوانه في الميثاق، ومن جدران الحماية.',
    'peer/address-unknown': () => 'تحقّق من الاسم الوارد في عنوانه في الميثاق، ومن خادم الأسماء.',
    'peer/other-certificate': () =>
      'قارن إصدارَي الميثاق لديكما. اتصل هاتفيًا بمدير نظامه قبل أن تثق بشهادة جديدة.',
    'peer/certificate-expired': () => 'تحقّق من الساعة هنا، ثم أخطر مدير نظامه.',
    'peer/hangs-up': () => 'ربما يرفض شهادتنا: قارن إصدارَي الميثاق لديكما.',
    'peer/answered-status': ({ status }) =>
      status === 409
        ? 'يرفض إيصالنا: اسأل مدير نظامه هل عاد إلى مخزن أقدم.'
        : 'اطلب من مدير نظامه أن ينظر في سجل تشغيل عقدته.',
    'peer/broke-off': () => 'افحص الاتصال. تواصل العقدة من حيث توقفت.',
    'peer/too-much': () => 'أخطر مدير نظامه: تلك العقدة لا تلتزم بالبروتوكول.',
    'peer/holds-back': () => 'أخطر مدير نظامه: تلك العقدة لا تلتزم بالبروتوكول.',
    'peer/feed-broken': () => 'لن يُطبَّق منها شيء بعد الآن. اتصل هاتفيًا بمدير نظامه، وأبقيا المجلدين كما هما.',
    'peer/fails': () => 'تحقّق من أن عنوانه في الميثاق يجيب، ومن أن شهادته هي الواردة في الميثاق.',
    'runtime/other': () => `استعمل ${isolated('npm')}، فهو يشغّل الإصدار المثبَّت ${isolated('Node 24')}.`,
    'writing/fails': () => 'أفسح مساحة على القرص، أو أعد قاعدة البيانات إلى العمل. ما أُكّد حفظه سليم.',
  },
}
