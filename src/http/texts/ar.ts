import type { Texts } from './texts.ts'

export const AR: Texts = {
  problems: {
    'session/missing': { title: 'لم تسجّل الدخول', cure: 'سجّل الدخول ثم حاول مجددًا.' },
    'session/wrong-credentials': {
      title: 'الحساب أو كلمة السر غير صحيحة',
      cure: 'تحقّق منهما وحاول مجددًا. يمكن لمدير النظام أن يمنحك حسابًا جديدًا.',
    },
    'session/too-many-attempts': {
      title: 'محاولات فاشلة كثيرة لتسجيل الدخول',
      cure: 'انتظر {retryAfterSeconds} ثانية ثم حاول مجددًا.',
    },
    'session/not-a-demonstration': {
      title: 'لا توجد حسابات تجريبية في هذه العقدة',
      cure: 'سجّل الدخول بحسابك وكلمة السر.',
    },
    'request/cross-site': {
      title: 'الطلب لم يصدر عن هذا التطبيق',
      cure: 'افتح التطبيق من عنوان العقدة نفسها. ترسل البرامج الترويسة x-entraide-request.',
    },
    'request/invalid': { title: 'بعض الحقول غير صالحة', cure: 'صحّح الحقول المذكورة.' },
    'request/not-json': {
      title: 'الطلب ليس JSON مقروءًا',
      cure: 'أرسل قيمة JSON واحدة بترميز UTF-8 ونوع المحتوى application/json.',
    },
    'request/too-large': { title: 'الطلب كبير جدًا', cure: 'أرسل أقل في المرة الواحدة.' },
    'request/unknown-route': { title: 'لا شيء في هذا العنوان', cure: 'تحقّق من العنوان.' },
    'request/too-many': { title: 'طلبات كثيرة في اللحظة نفسها', cure: 'انتظر قليلًا ثم حاول مجددًا.' },
    'access/permission-missing': {
      title: 'دورك لا يسمح بهذا',
      cure: 'اطلب ذلك من زميل يسمح دوره به، أو اسأل مدير النظام عن دورك.',
    },
    'record/unknown': {
      title: 'لا يوجد سجل بهذا المعرّف يجوز لك العلم به',
      cure: 'تحقّق من المعرّف، أو اسأل مالك السجل عبر مكتبك.',
    },
    'record/not-owner': { title: 'السجل ملك لعضو آخر', cure: 'اطلب من مالكه تعديله أو سحبه.' },
    'record/already-recorded': {
      title: 'سجّله عضوكم من قبل',
      cure: 'حدّثوا السجل القائم أو اسحبوه؛ فلو سُجّل ثانيةً لوجب سحبه هو أيضًا.',
    },
    'record/already-withdrawn': { title: 'السجل مسحوب من قبل', cure: 'لم يبق ما يُفعل.' },
    'record/rules-refuse': {
      title: 'القواعد لا تسمح بهذا',
      cure: 'كل قاعدة مذكورة مع مادتها وما يجب فعله.',
    },
    'check/unknown': {
      title: 'لا يوجد تحقّق لك بهذا المعرّف',
      cure: 'ربما انتهت مدته. أعد التحقّق.',
    },
    'check/candidate-unknown': {
      title: 'ليس لهذا التحقّق هذا المرشّح',
      cure: 'اختر أحد المرشّحين المعروضين، أو أعد التحقّق.',
    },
    'check/already-decided': {
      title: 'سبق البتّ في هذا المرشّح',
      cure: 'أجر تحقّقًا جديدًا للبتّ مرة أخرى.',
    },
    'check/nothing-to-search': {
      title: 'لا يوجد ما يُبحث عنه',
      cure: 'أدخل حرفًا أو رقمًا واحدًا على الأقل من اسم أو رقم أو لوحة.',
    },
    'identifier/empty': {
      title: 'لا يوجد حرف أو رقم للبحث عنه',
      cure: 'أدخل الحساب أو العنوان أو الرقم نفسه.',
    },
    'identifier/too-long': {
      title: 'القيمة أطول من {limitChars} حرف',
      cure: 'أدخل حسابًا أو عنوانًا أو رقمًا واحدًا في كل مرة.',
    },
    'identifier/wrong-form': {
      title: 'ليست للقيمة صيغة نوعها',
      cure: 'قارنها بالمصدر، أو اختر نوعًا آخر، أو اترك النوع ليُتعرّف عليه.',
    },
    'identifier/unknown-form': {
      title: 'القيمة ليست شيئًا يمكن البحث عنه',
      cure: 'اختر ما هي: حساب أو رقم هاتف أو عنوان أو محفظة أو رقم آخر.',
    },
    'record/vin-impossible': {
      title: 'لا توجد مركبة لها رقم تعريف بهذا الطول',
      cure: 'أرقام التعريف من 17 خانة، وأرقام الهياكل قبل عام 1981 من 5 إلى 17. اقرأه من جديد على المركبة أو في أوراقها.',
    },
    'record/loss-in-future': {
      title: 'يوم الفقدان في المستقبل',
      cure: 'أدخل اليوم الذي لوحظ فيه الفقدان، أو الشهر أو السنة فقط.',
    },
    'mrz/empty': { title: 'لا توجد أسطر للقراءة', cure: 'الصق سطري الوثيقة أو أسطرها الثلاثة.' },
    'mrz/too-long': {
      title: 'النص أطول من أسطر وثيقة',
      cure: 'الصق السطرين أو الأسطر الثلاثة فقط.',
    },
    'mrz/character': {
      title: 'في السطر {line} حرف لا يجوز في موضعه (الموضع {position})',
      cure: 'انظر إلى الوثيقة: لا يُطبع فيها إلا أحرف لاتينية كبيرة وأرقام وعلامة <.',
    },
    'mrz/line-count': {
      title: 'هذه ليست أسطر وثيقة',
      cure: 'الصق كل الأسطر: سطران لجواز السفر أو التأشيرة، وثلاثة للبطاقة.',
    },
    'mrz/line-length': {
      title: 'طول السطر {line} غير صحيح (انظر الموضع {position})',
      cure: 'انسخ السطر كاملًا: 30 أو 36 أو 44 حرفًا.',
    },
    'mrz/document-code': {
      title: 'الأحرف الأولى ليست لوثيقة سفر',
      cure: 'تحقّق من السطر الأول: يبدأ بأحد الأحرف P أو V أو A أو C أو I.',
    },
    'mrz/name-missing': {
      title: 'لا تحمل الأسطر اسمًا',
      cure: 'انسخ سطر الأسماء مجددًا.',
    },
    'import/not-xml': {
      title: 'الملف ليس XML سليم البنية',
      cure: 'نزّل القائمة مجددًا. لم يُحفظ شيء من هذا الملف.',
    },
    'import/not-csv': {
      title: 'تتعذّر قراءة الملف بصيغة CSV',
      cure: 'نزّل القائمة مجددًا. لم يُحفظ شيء من هذا الملف.',
    },
    'import/truncated': {
      title: 'الملف ينتهي قبل أوانه',
      cure: 'نزّل القائمة كاملة مجددًا. لم يُحفظ شيء من هذا الملف.',
    },
    'import/wrong-encoding': {
      title: 'الملف ليس بترميز UTF-8',
      cure: 'استعمل القائمة كما نُشرت، بترميز UTF-8. لم يُحفظ شيء من هذا الملف.',
    },
    'import/doctype-forbidden': {
      title: 'الملف يعلن نوع مستند، وهو ما لا تفعله أي قائمة',
      cure: 'لا تثق بهذا الملف. نزّل القائمة من ناشرها. لم يُحفظ شيء.',
    },
    'import/too-deep': {
      title: 'عناصر الملف متداخلة بعمق مفرط',
      cure: 'لا تثق بهذا الملف. نزّل القائمة من ناشرها. لم يُحفظ شيء.',
    },
    'import/too-large': {
      title: 'الملف أو نص فيه كبير جدًا',
      cure: 'تأكّد من أنه القائمة المطلوبة. لم يُحفظ شيء من هذا الملف.',
    },
    'import/unknown-format': {
      title: 'الملف ليس قائمة تعرفها هذه العقدة',
      cure: 'اختر ملف XML لقائمة الأمم المتحدة الموحدة، أو ملفات CSV لقائمة OFAC SDN.',
    },
    'import/entry-invalid': {
      title: 'قيد في القائمة غير صالح',
      cure: 'أبلغ الناشر بالسطر والحقل. لم يُحفظ شيء من هذا الملف.',
    },
    'import/too-many-entries': {
      title: 'قيود القائمة كثيرة جدًا',
      cure: 'تأكّد من أنه القائمة المطلوبة. لم يُحفظ شيء من هذا الملف.',
    },
    'import/duplicate-entry': {
      title: 'القائمة تذكر قيدًا مرتين',
      cure: 'أبلغ الناشر بالسطر. لم يُحفظ شيء من هذا الملف.',
    },
    'import/unreadable': {
      title: 'تعذّرت قراءة الملف إلى آخره',
      cure: 'تحقّق من الملف أو الاتصال وحاول مجددًا. لم يُحفظ شيء من هذا الملف.',
    },
    'import/too-many-withdrawals': {
      title: 'سيسحب الاستيراد {count} من السجلات، وهي حصة مفرطة من القائمة (%{share})',
      cure: 'تأكّد من اكتمال الملف. إن كان كاملًا فاستورده من سطر الأوامر مع ⁨--withdraw-many⁩.',
    },
    'import/not-mandated': {
      title: 'لا يجوز لهذه العقدة نشر تلك القائمة',
      cure: 'الأمانة العامة وحدها تستوردها، ثم تصل النشرات إلى كل عضو.',
    },
    'import/already-running': {
      title: 'يجري استيراد قائمة الآن',
      cure: 'انتظر انتهاءه ثم حاول مجددًا.',
    },
    'account/exists': { title: 'يوجد حساب بهذا الاسم', cure: 'اختر اسمًا آخر.' },
    'account/password-weak': {
      title: 'كلمة السر سهلة التخمين',
      cure: 'استعمل 12 حرفًا على الأقل: الأفضل عدة كلمات لا رابط بينها.',
    },
    'node/store-full': {
      title: 'امتلأت مساحة التخزين في هذه العقدة',
      cure: 'على مدير النظام تحرير مساحة. لم يغيّر طلبك شيئًا.',
    },
    'node/broken': {
      title: 'حدث عطل في هذه العقدة',
      cure: 'حاول مجددًا. إن تكرّر فأعط مدير النظام الرقم {incident}.',
    },
    'node/starting': { title: 'العقدة ما زالت تبدأ العمل', cure: 'حاول مجددًا بعد ثوان.' },
  },
  rules: {
    'rule/other-network': { title: 'الإجراء يخص شبكة أخرى', cure: 'أصدره في شبكة هذه العقدة.' },
    'rule/issuer-not-a-member': {
      title: 'المُصدر ليس عضوًا في الشبكة',
      cure: 'على حافظ الميثاق قبول المُصدر أولًا.',
    },
    'rule/recipient-not-a-member': {
      title: 'أحد المتلقين ليس عضوًا في الشبكة',
      cure: 'وجّهه إلى أعضاء الميثاق فقط.',
    },
    'rule/recipient-repeated': { title: 'ذُكر متلقٍّ مرتين', cure: 'اذكر كل متلقٍّ مرة واحدة.' },
    'rule/not-the-source': {
      title: 'السجل يذكر مصدرًا غير مُصدره',
      cure: 'لا يسجّل العضو إلا ما هو نفسه مصدره.',
    },
    'rule/not-the-owner': {
      title: 'لمالك السجل وحده تعديله أو سحبه',
      cure: 'اطلب ذلك من مالك السجل.',
    },
    'rule/identifier-taken': {
      title: 'المعرّف يعود إلى سجل سابق',
      cure: 'سجّل مجددًا: سيحصل السجل على معرّف خاص به.',
    },
    'rule/nothing-to-change': {
      title: 'لا يوجد هنا سجل لتعديله',
      cure: 'السجل مجهول أو مسحوب: سجّله من جديد.',
    },
    'rule/database-changed': {
      title: 'لا يجوز نقل سجل إلى قاعدة أخرى',
      cure: 'اسحبه وسجّله في القاعدة الأخرى.',
    },
    'rule/retention-too-long': {
      title: 'سيُحفظ السجل مدة أطول مما تسمح به القواعد',
      cure: 'اختر يوم انتهاء أقرب، أو اترك تحديده للعقدة.',
    },
    'rule/retention-past': {
      title: 'اليوم الذي يُحفظ السجل حتى حلوله قد مضى',
      cure: 'اختر يومًا لاحقًا، أو لا تسجّله.',
    },
    'rule/purpose-repeated': { title: 'ذُكر غرض مرتين', cure: 'اذكر كل غرض مرة واحدة.' },
    'rule/special-notice-needs-secretariat': {
      title: 'الأمانة العامة وحدها تنشر النشرات الخاصة',
      cure: 'توجّه إلى الأمانة العامة.',
    },
    'rule/un-notice-needs-un-status': {
      title: 'النشرة الخاصة بالأمم المتحدة تتطلب صفة عقوبات الأمم المتحدة',
      cure: 'اختر هذه الصفة، أو نوعًا آخر من النشرات.',
    },
    'rule/not-the-issuing-country': {
      title: 'لا يبلّغ عن وثيقة إلا البلد الذي أصدرها',
      cure: 'أخطر مكتب البلد الذي أصدرها.',
    },
    'rule/document-number-too-short': {
      title: 'رقم الوثيقة قصير جدًا',
      cure: 'أدخل الرقم كاملًا: أربعة أحرف أو أرقام على الأقل.',
    },
    'rule/member-without-country': {
      title: 'لا يسجّل المركبات إلا مكتب بلد',
      cure: 'توجّه إلى مكتب البلد المعني.',
    },
    'rule/plate-without-country': {
      title: 'اللوحة تحتاج إلى البلد الذي أصدرها',
      cure: 'أضف بلد اللوحة.',
    },
    'rule/hit-not-to-owner': {
      title: 'التطابق يُوجَّه إلى مالك السجل دون سواه',
      cure: 'وجّهه إلى مالك السجل وحده.',
    },
    'rule/hit-on-nothing-held': {
      title: 'سجل هذا التطابق غير محفوظ هنا',
      cure: 'أعد التحقّق.',
    },
    'rule/hit-on-withdrawn': {
      title: 'سُحب سجل هذا التطابق',
      cure: 'لا تتخذ أي إجراء: لم يعد السجل موجودًا.',
    },
  },
  faults: {
    required: 'إلزامي',
    'too-short': 'يحتاج إلى {minimum} من الأحرف على الأقل',
    'too-long': 'يتجاوز {maximum} من الأحرف',
    'too-small': 'يجب ألا يقل عن {minimum}',
    'too-large': 'يجب ألا يزيد على {maximum}',
    'too-few': 'يحتاج إلى {minimum} من العناصر على الأقل',
    'too-many': 'يتجاوز {maximum} من العناصر',
    'wrong-form': 'صيغته غير صحيحة',
    'not-one-of': 'ليس من القيم المسموح بها',
    'unknown-field': 'ليس حقلًا في هذا الطلب',
    repeated: 'ورد أكثر من مرة',
  },
  forms: {
    'a UUID in lower case': 'يجب أن يكون معرّفًا (UUID بأحرف صغيرة)',
    'a member of the charter, such as MA or GS': 'يجب أن يكون عضوًا في الشبكة، مثل MA أو GS',
    'a country code of two capital letters (ISO 3166-1)': 'يجب أن يكون رمز بلد من حرفين كبيرين (ISO 3166-1)',
    'a day as YYYY-MM-DD': 'يجب أن يكون يومًا بالصيغة YYYY-MM-DD',
    'a date as YYYY, YYYY-MM or YYYY-MM-DD': 'يجب أن يكون تاريخًا بالصيغة YYYY أو YYYY-MM أو YYYY-MM-DD',
    'a moment as YYYY-MM-DDTHH:MM:SS.sssZ': 'يجب أن يكون وقتًا بالصيغة YYYY-MM-DDTHH:MM:SS.sssZ',
    'no control characters': 'يجب ألا يحتوي على أحرف تحكّم',
    'give the identification number (VIN) or the plate': 'أدخل رقم الهيكل (VIN) أو رقم اللوحة',
  },
}
