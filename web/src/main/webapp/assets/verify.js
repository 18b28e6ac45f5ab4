"use strict";

/** What each check means, in the order of the report; others show their code. */
const CHECKS = {
  "pdf.size": ["文件格式与大小", "Format and size of the file"],
  "pdf.signature.present": ["文件带有签名", "The file is signed"],
  "pdf.byteRange": ["签名覆盖全文", "The signature covers the whole file"],
  "pdf.cms": ["签名结构", "Structure of the signature"],
  "pdf.algorithm": ["签名算法", "Signature algorithm"],
  "pdf.digest": ["内容摘要一致", "The content is as signed"],
  "pdf.signature": ["签名值正确", "The signature verifies"],
  "pdf.signingCertificate": ["签名绑定证书", "The signature names its certificate"],
  "pdf.unsignedAttributes": ["附加信息（时间戳等）", "Additions such as time stamps"],
  "pdf.certificate": ["证书可信且在有效期内", "The certificate is trusted and valid"],
  "pdf.keyUsage": ["证书用途为签名", "The certificate is for signatures"],
  "pdf.structure": ["文档结构", "Structure of the document"],
  "pdf.docMdp": ["不允许改动", "No changes are allowed"],
  "pdf.content": ["无活动内容", "No active content"],
  "pdf.time": ["签名时间", "Time of signing"],
  "pdf.metadata": ["证照信息", "Licence metadata"],
  "pdf.law.13.1": ["签名制作数据专有（电子签名法第十三条第一项）", "The key is the signer's alone (Electronic Signature Law 13.1)"],
  "pdf.law.13.2": ["签署时由签名人控制（第十三条第二项）", "The signer had control when signing (13.2)"],
  "pdf.law.13.3": ["签名改动可被发现（第十三条第三项）", "Changes of the signature show (13.3)"],
  "pdf.law.13.4": ["内容改动可被发现（第十三条第四项）", "Changes of the content show (13.4)"],
};

const OUTCOMES = {
  PASS: ["✔ 通过", "passed"],
  FAIL: ["✘ 不通过", "failed"],
  INDETERMINATE: ["○ 无法判定", "cannot tell"],
};

const MAX_BYTES = 20 * 1024 * 1024;
const byId = (id) => document.getElementById(id);

function both(cell, zh, en) {
  const english = document.createElement("span");
  english.lang = "en";
  english.textContent = en;
  cell.append(zh, document.createElement("br"), english);
}

function row(table, cells) {
  const line = table.tBodies[0].insertRow();
  cells.forEach((fill, index) => {
    const cell = document.createElement(index === 0 ? "th" : "td");
    if (index === 0) {
      cell.scope = "row";
    }
    fill(cell);
    line.append(cell);
  });
}

/** One sentence in each language; what the file alone shows is apart from what this node knows. */
function verdict(answer) {
  const failed = answer.checks.some((check) => check.outcome === "FAIL");
  if (answer.valid && answer.registered) {
    return ["good", `文件真实完整，由本节点签发，证照现状：${answer.status}。`, `The file is authentic and unchanged; this node issued it. State of the licence now: ${answer.status}.`];
  }
  if (answer.valid) {
    return ["open", "文件签名可信、内容未改动，但不是本节点登记的证照，现状请向颁发机构查询。", "The signature is trusted and the content unchanged, but this node has no such licence on record; ask the issuer for its state."];
  }
  if (failed) {
    return ["bad", "核验不通过：文件未签名、被改动或签名不可信，请勿采信，见下方不通过的检查。", "Not accepted: the file is unsigned, was changed or its signature is not trusted. See the failed checks below."];
  }
  return ["open", "无法判定：没有发现问题，但有检查无法完成。请换用原始文件，或向颁发机构查询。", "Cannot tell: nothing wrong was found, but a check could not be made. Use the original file or ask the issuer."];
}

function show(file, answer, receipt) {
  const [kind, zh, en] = verdict(answer);
  byId("verdict").className = `verdict ${kind}`;
  byId("verdict-zh").textContent = zh;
  byId("verdict-en").textContent = en;
  const facts = byId("facts");
  const checks = byId("checks");
  facts.tBodies[0].replaceChildren();
  checks.tBodies[0].replaceChildren();
  [
    ["文件名", "File", file.name],
    ["证照标识", "Licence identifier", answer.identifier],
    ["核验时间", "Checked at", answer.checkedAt],
    ["SHA-256", "SHA-256", answer.sha256],
    ["SM3", "SM3", answer.sm3],
    ["存证回执编号", "Receipt", receipt],
  ]
    .filter((fact) => fact[2])
    .forEach(([name, english, value]) =>
      row(facts, [(cell) => (name === english ? cell.append(name) : both(cell, name, english)), (cell) => cell.append(value)]));
  answer.checks.forEach((check) => {
    const [name, english] = CHECKS[check.name] ?? [check.name, ""];
    const [outcome, outcomeEnglish] = OUTCOMES[check.outcome] ?? [check.outcome, ""];
    row(checks, [
      (cell) => both(cell, name, english),
      (cell) => {
        cell.className = `outcome ${check.outcome}`;
        both(cell, outcome, outcomeEnglish);
      },
      (cell) => {
        cell.lang = "en";
        cell.append(check.detail ?? "");
      },
    ]);
  });
  checks.hidden = false;
  byId("print").hidden = false;
}

function refuse(zh, en) {
  byId("verdict").className = "verdict open";
  byId("verdict-zh").textContent = zh;
  byId("verdict-en").textContent = en;
  byId("facts").tBodies[0].replaceChildren();
  byId("checks").hidden = true;
  byId("print").hidden = true;
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

async function check(file) {
  if (file.size > MAX_BYTES) {
    refuse("文件超过 20 MB，未核验。", "The file is over 20 MB and was not checked.");
    return;
  }
  try {
    const response = await fetch("/api/v1/verifications", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": "zh" },
      body: JSON.stringify({ document: await base64(file) }),
    });
    const answer = await response.json();
    if (response.ok) {
      show(file, answer, response.headers.get("Zhengshu-Receipt-Id"));
    } else {
      refuse(`未能核验：${answer.title}。${answer.detail}（${answer.instance}）`, `Not checked: ${answer.code} (${answer.instance}).`);
    }
  } catch (failure) {
    refuse("未能核验：网络或服务暂不可用，请稍后再试。", `Not checked: the service cannot be reached, try again later (${failure.name}).`);
  }
}

byId("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const file = byId("file").files[0];
  byId("result").hidden = true;
  byId("progress").textContent = "正在核验… Checking…";
  await check(file);
  byId("progress").textContent = "";
  byId("result").hidden = false;
  byId("result").focus();
});

byId("print").addEventListener("click", () => window.print());
