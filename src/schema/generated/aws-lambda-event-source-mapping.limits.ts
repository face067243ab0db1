// Generated from schemas/aws_lambda_event_source_mapping.json by `npm run generate`. Do not edit.
// @ts-nocheck
function characters(text) {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at++) text.codePointAt(at) > 65535 && length--;
  return length;
}
var stdin_default = validate21;
const func2 = characters, pattern0 = new RegExp("^[ a-zA-Z0-9\\-/*:_+=.@]*$", "u");
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data) && data.type !== void 0) {
    let data0 = data.type;
    if (!(data0 === "BASIC_AUTH" || data0 === "CLIENT_CERTIFICATE_TLS_AUTH" || data0 === "SERVER_ROOT_CA_CERTIFICATE" || data0 === "OAUTHBEARER_AUTH")) {
      const err0 = { instancePath: instancePath + "/type", keyword: "enum", params: {} };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  }
  return validate24.errors = vErrors, errors === 0;
}
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data) && data.attribute !== void 0) {
    let data0 = data.attribute;
    if (!(data0 === "KEY" || data0 === "VALUE")) {
      const err0 = { instancePath: instancePath + "/attribute", keyword: "enum", params: {} };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  }
  return validate26.errors = vErrors, errors === 0;
}
const pattern1 = new RegExp("^[a-zA-Z0-9\\-/*:_+=.@]*$", "u");
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.access_config !== void 0) {
      let data0 = data.access_config;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate24(data0[i0], { instancePath: instancePath + "/access_config/" + i0, parentData: data0, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors), errors = vErrors.length);
      }
    }
    if (data.event_record_format !== void 0) {
      let data2 = data.event_record_format;
      if (!(data2 === "JSON" || data2 === "SOURCE")) {
        const err0 = { instancePath: instancePath + "/event_record_format", keyword: "enum", params: {} };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    }
    if (data.schema_registry_uri !== void 0) {
      let data3 = data.schema_registry_uri;
      if (typeof data3 == "string") {
        if (func2(data3) > 1e4) {
          const err1 = { instancePath: instancePath + "/schema_registry_uri", keyword: "maxLength", params: { limit: 1e4 } };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
        if (!pattern1.test(data3)) {
          const err2 = { instancePath: instancePath + "/schema_registry_uri", keyword: "pattern", params: { pattern: "^[a-zA-Z0-9\\-/*:_+=.@]*$" } };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
      }
    }
    if (data.schema_validation_config !== void 0) {
      let data4 = data.schema_validation_config;
      if (Array.isArray(data4)) {
        const len1 = data4.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate26(data4[i1], { instancePath: instancePath + "/schema_validation_config/" + i1, parentData: data4, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors), errors = vErrors.length);
      }
    }
  }
  return validate23.errors = vErrors, errors === 0;
}
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.consumer_group_id !== void 0) {
      let data0 = data.consumer_group_id;
      if (typeof data0 == "string") {
        if (func2(data0) > 200) {
          const err0 = { instancePath: instancePath + "/consumer_group_id", keyword: "maxLength", params: { limit: 200 } };
          vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
        }
        if (func2(data0) < 1) {
          const err1 = { instancePath: instancePath + "/consumer_group_id", keyword: "minLength", params: { limit: 1 } };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
        if (!pattern0.test(data0)) {
          const err2 = { instancePath: instancePath + "/consumer_group_id", keyword: "pattern", params: { pattern: "^[ a-zA-Z0-9\\-/*:_+=.@]*$" } };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
      }
    }
    if (data.schema_registry_config !== void 0) {
      let data1 = data.schema_registry_config;
      if (Array.isArray(data1)) {
        if (data1.length > 1) {
          const err3 = { instancePath: instancePath + "/schema_registry_config", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
        const len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate23(data1[i0], { instancePath: instancePath + "/schema_registry_config/" + i0, parentData: data1, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors), errors = vErrors.length);
      }
    }
  }
  return validate22.errors = vErrors, errors === 0;
}
function validate31(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.destination_arn === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "destination_arn" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.destination_arn !== void 0) {
      let data0 = data.destination_arn;
      if (typeof data0 == "string" && func2(data0) > 350) {
        const err1 = { instancePath: instancePath + "/destination_arn", keyword: "maxLength", params: { limit: 350 } };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
  }
  return validate31.errors = vErrors, errors === 0;
}
function validate30(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data) && data.on_failure !== void 0) {
    let data0 = data.on_failure;
    if (Array.isArray(data0)) {
      if (data0.length > 1) {
        const err0 = { instancePath: instancePath + "/on_failure", keyword: "maxItems", params: { limit: 1 } };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
      const len0 = data0.length;
      for (let i0 = 0; i0 < len0; i0++)
        validate31(data0[i0], { instancePath: instancePath + "/on_failure/" + i0, parentData: data0, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors), errors = vErrors.length);
    }
  }
  return validate30.errors = vErrors, errors === 0;
}
const pattern2 = new RegExp("^(?!system\\.)(?:|[_a-zA-Z0-9][^$]*)$", "u"), pattern3 = new RegExp('^[^ /.$"]*$', "u");
function validate34(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.database_name === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "database_name" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.collection_name !== void 0) {
      let data0 = data.collection_name;
      if (typeof data0 == "string") {
        if (func2(data0) > 57) {
          const err1 = { instancePath: instancePath + "/collection_name", keyword: "maxLength", params: { limit: 57 } };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
        if (!pattern2.test(data0)) {
          const err2 = { instancePath: instancePath + "/collection_name", keyword: "pattern", params: { pattern: "^(?!system\\.)(?:|[_a-zA-Z0-9][^$]*)$" } };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
      }
    }
    if (data.database_name !== void 0) {
      let data1 = data.database_name;
      if (typeof data1 == "string") {
        if (func2(data1) > 63) {
          const err3 = { instancePath: instancePath + "/database_name", keyword: "maxLength", params: { limit: 63 } };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
        if (func2(data1) < 1) {
          const err4 = { instancePath: instancePath + "/database_name", keyword: "minLength", params: { limit: 1 } };
          vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
        }
        if (!pattern3.test(data1)) {
          const err5 = { instancePath: instancePath + "/database_name", keyword: "pattern", params: { pattern: '^[^ /.$"]*$' } };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
      }
    }
    if (data.full_document !== void 0) {
      let data2 = data.full_document;
      if (!(data2 === "UpdateLookup" || data2 === "Default")) {
        const err6 = { instancePath: instancePath + "/full_document", keyword: "enum", params: {} };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
  }
  return validate34.errors = vErrors, errors === 0;
}
function validate37(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data) && data.pattern !== void 0) {
    let data0 = data.pattern;
    if (typeof data0 == "string" && func2(data0) > 4096) {
      const err0 = { instancePath: instancePath + "/pattern", keyword: "maxLength", params: { limit: 4096 } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  }
  return validate37.errors = vErrors, errors === 0;
}
function validate36(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data) && data.filter !== void 0) {
    let data0 = data.filter;
    if (Array.isArray(data0)) {
      if (data0.length > 10) {
        const err0 = { instancePath: instancePath + "/filter", keyword: "maxItems", params: { limit: 10 } };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
      const len0 = data0.length;
      for (let i0 = 0; i0 < len0; i0++)
        validate37(data0[i0], { instancePath: instancePath + "/filter/" + i0, parentData: data0, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors), errors = vErrors.length);
    }
  }
  return validate36.errors = vErrors, errors === 0;
}
function validate40(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.metrics === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "metrics" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.metrics !== void 0) {
      let data0 = data.metrics;
      if (Array.isArray(data0)) {
        if (data0.length < 1) {
          const err1 = { instancePath: instancePath + "/metrics", keyword: "minItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (!(data1 === "EventCount" || data1 === "ErrorCount" || data1 === "KafkaMetrics")) {
            const err2 = { instancePath: instancePath + "/metrics/" + i0, keyword: "enum", params: {} };
            vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
          }
        }
      }
    }
  }
  return validate40.errors = vErrors, errors === 0;
}
const pattern4 = new RegExp("^[a-zA-Z0-9\\-_]*$", "u");
function validate42(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.maximum_pollers !== void 0) {
      let data0 = data.maximum_pollers;
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 1e4 || isNaN(data0)) {
          const err0 = { instancePath: instancePath + "/maximum_pollers", keyword: "maximum", params: { comparison: "<=", limit: 1e4 } };
          vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
        }
        if (data0 < 1 || isNaN(data0)) {
          const err1 = { instancePath: instancePath + "/maximum_pollers", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
      }
    }
    if (data.minimum_pollers !== void 0) {
      let data1 = data.minimum_pollers;
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 200 || isNaN(data1)) {
          const err2 = { instancePath: instancePath + "/minimum_pollers", keyword: "maximum", params: { comparison: "<=", limit: 200 } };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
        if (data1 < 1 || isNaN(data1)) {
          const err3 = { instancePath: instancePath + "/minimum_pollers", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      }
    }
    if (data.poller_group_name !== void 0) {
      let data2 = data.poller_group_name;
      if (typeof data2 == "string") {
        if (func2(data2) > 128) {
          const err4 = { instancePath: instancePath + "/poller_group_name", keyword: "maxLength", params: { limit: 128 } };
          vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
        }
        if (func2(data2) < 0) {
          const err5 = { instancePath: instancePath + "/poller_group_name", keyword: "minLength", params: { limit: 0 } };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
        if (!pattern4.test(data2)) {
          const err6 = { instancePath: instancePath + "/poller_group_name", keyword: "pattern", params: { pattern: "^[a-zA-Z0-9\\-_]*$" } };
          vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
        }
      }
    }
  }
  return validate42.errors = vErrors, errors === 0;
}
function validate44(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data) && data.maximum_concurrency !== void 0) {
    let data0 = data.maximum_concurrency;
    if (typeof data0 == "number" && isFinite(data0) && (data0 < 2 || isNaN(data0))) {
      const err0 = { instancePath: instancePath + "/maximum_concurrency", keyword: "minimum", params: { comparison: ">=", limit: 2 } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
  }
  return validate44.errors = vErrors, errors === 0;
}
function validate47(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.type === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "type" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.uri === void 0) {
      const err1 = { instancePath, keyword: "required", params: { missingProperty: "uri" } };
      vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
    }
    if (data.type !== void 0) {
      let data0 = data.type;
      if (!(data0 === "BASIC_AUTH" || data0 === "VPC_SUBNET" || data0 === "VPC_SECURITY_GROUP" || data0 === "SASL_SCRAM_512_AUTH" || data0 === "SASL_SCRAM_256_AUTH" || data0 === "VIRTUAL_HOST" || data0 === "CLIENT_CERTIFICATE_TLS_AUTH" || data0 === "SERVER_ROOT_CA_CERTIFICATE" || data0 === "IAM_AUTH" || data0 === "IAM_OAUTHBEARER_AUTH" || data0 === "OAUTHBEARER_AUTH" || data0 === "OAUTHBEARER_SCOPE" || data0 === "OAUTHBEARER_AUDIENCE" || data0 === "OAUTHBEARER_LOGICAL_CLUSTER" || data0 === "OAUTHBEARER_IDENTITY_POOL")) {
        const err2 = { instancePath: instancePath + "/type", keyword: "enum", params: {} };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.uri !== void 0) {
      let data1 = data.uri;
      if (typeof data1 == "string") {
        if (func2(data1) > 200) {
          const err3 = { instancePath: instancePath + "/uri", keyword: "maxLength", params: { limit: 200 } };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
        if (!pattern0.test(data1)) {
          const err4 = { instancePath: instancePath + "/uri", keyword: "pattern", params: { pattern: "^[ a-zA-Z0-9\\-/*:_+=.@]*$" } };
          vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
        }
      }
    }
  }
  return validate47.errors = vErrors, errors === 0;
}
const pattern7 = new RegExp("^[+\\-]?(?:0|(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:ns|us|\xB5s|\u03BCs|ms|s|m|h))+)$", "u");
function validate49(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.create !== void 0) {
      let data0 = data.create;
      if (typeof data0 == "string" && !pattern7.test(data0)) {
        const err0 = { instancePath: instancePath + "/create", keyword: "pattern", params: { pattern: "^[+\\-]?(?:0|(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:ns|us|\xB5s|\u03BCs|ms|s|m|h))+)$" } };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    }
    if (data.delete !== void 0) {
      let data1 = data.delete;
      if (typeof data1 == "string" && !pattern7.test(data1)) {
        const err1 = { instancePath: instancePath + "/delete", keyword: "pattern", params: { pattern: "^[+\\-]?(?:0|(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:ns|us|\xB5s|\u03BCs|ms|s|m|h))+)$" } };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
    if (data.update !== void 0) {
      let data2 = data.update;
      if (typeof data2 == "string" && !pattern7.test(data2)) {
        const err2 = { instancePath: instancePath + "/update", keyword: "pattern", params: { pattern: "^[+\\-]?(?:0|(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:ns|us|\xB5s|\u03BCs|ms|s|m|h))+)$" } };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
  }
  return validate49.errors = vErrors, errors === 0;
}
const pattern5 = new RegExp("^(?:|[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2})$", "u"), pattern10 = new RegExp("^[^.][a-zA-Z0-9\\-_.]*$", "u");
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.function_name === void 0) {
      const err0 = { instancePath, keyword: "required", params: { missingProperty: "function_name" } };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    if (data.amazon_managed_kafka_event_source_config !== void 0) {
      let data0 = data.amazon_managed_kafka_event_source_config;
      if (Array.isArray(data0)) {
        if (data0.length > 1) {
          const err1 = { instancePath: instancePath + "/amazon_managed_kafka_event_source_config", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++)
          validate22(data0[i0], { instancePath: instancePath + "/amazon_managed_kafka_event_source_config/" + i0, parentData: data0, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors), errors = vErrors.length);
      }
    }
    if (data.batch_size !== void 0) {
      let data2 = data.batch_size;
      const _errs3 = errors;
      let valid3 = !1;
      const _errs4 = errors;
      if (data2 !== 0) {
        const err2 = { instancePath: instancePath + "/batch_size", keyword: "const", params: { allowedValue: 0 } };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
      var _valid0 = _errs4 === errors;
      if (valid3 = valid3 || _valid0, !valid3) {
        const _errs5 = errors;
        if (typeof data2 == "number" && isFinite(data2)) {
          if (data2 > 1e4 || isNaN(data2)) {
            const err3 = { instancePath: instancePath + "/batch_size", keyword: "maximum", params: { comparison: "<=", limit: 1e4 } };
            vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
          }
          if (data2 < 1 || isNaN(data2)) {
            const err4 = { instancePath: instancePath + "/batch_size", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
            vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
          }
        }
        var _valid0 = _errs5 === errors;
        valid3 = valid3 || _valid0;
      }
      if (valid3)
        errors = _errs3, vErrors !== null && (_errs3 ? vErrors.length = _errs3 : vErrors = null);
      else {
        const err5 = { instancePath: instancePath + "/batch_size", keyword: "anyOf", params: {} };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.destination_config !== void 0) {
      let data3 = data.destination_config;
      if (Array.isArray(data3)) {
        if (data3.length > 1) {
          const err6 = { instancePath: instancePath + "/destination_config", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
        }
        const len1 = data3.length;
        for (let i1 = 0; i1 < len1; i1++)
          validate30(data3[i1], { instancePath: instancePath + "/destination_config/" + i1, parentData: data3, parentDataProperty: i1, rootData }) || (vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors), errors = vErrors.length);
      }
    }
    if (data.document_db_event_source_config !== void 0) {
      let data5 = data.document_db_event_source_config;
      if (Array.isArray(data5)) {
        if (data5.length > 1) {
          const err7 = { instancePath: instancePath + "/document_db_event_source_config", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
        }
        const len2 = data5.length;
        for (let i2 = 0; i2 < len2; i2++)
          validate34(data5[i2], { instancePath: instancePath + "/document_db_event_source_config/" + i2, parentData: data5, parentDataProperty: i2, rootData }) || (vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors), errors = vErrors.length);
      }
    }
    if (data.event_source_arn !== void 0) {
      let data7 = data.event_source_arn;
      if (typeof data7 == "string" && func2(data7) > 1e4) {
        const err8 = { instancePath: instancePath + "/event_source_arn", keyword: "maxLength", params: { limit: 1e4 } };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.filter_criteria !== void 0) {
      let data8 = data.filter_criteria;
      if (Array.isArray(data8)) {
        if (data8.length > 1) {
          const err9 = { instancePath: instancePath + "/filter_criteria", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
        const len3 = data8.length;
        for (let i3 = 0; i3 < len3; i3++)
          validate36(data8[i3], { instancePath: instancePath + "/filter_criteria/" + i3, parentData: data8, parentDataProperty: i3, rootData }) || (vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors), errors = vErrors.length);
      }
    }
    if (data.function_name !== void 0) {
      let data10 = data.function_name;
      if (typeof data10 == "string") {
        if (func2(data10) > 256) {
          const err10 = { instancePath: instancePath + "/function_name", keyword: "maxLength", params: { limit: 256 } };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        if (func2(data10) < 1) {
          const err11 = { instancePath: instancePath + "/function_name", keyword: "minLength", params: { limit: 1 } };
          vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
        }
      }
    }
    if (data.function_response_types !== void 0) {
      let data11 = data.function_response_types;
      if (Array.isArray(data11)) {
        const len4 = data11.length;
        for (let i4 = 0; i4 < len4; i4++)
          if (data11[i4] !== "ReportBatchItemFailures") {
            const err12 = { instancePath: instancePath + "/function_response_types/" + i4, keyword: "enum", params: {} };
            vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
          }
      }
    }
    if (data.maximum_batching_window_in_seconds !== void 0) {
      let data13 = data.maximum_batching_window_in_seconds;
      if (typeof data13 == "number" && isFinite(data13)) {
        if (data13 > 300 || isNaN(data13)) {
          const err13 = { instancePath: instancePath + "/maximum_batching_window_in_seconds", keyword: "maximum", params: { comparison: "<=", limit: 300 } };
          vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
        }
        if (data13 < 0 || isNaN(data13)) {
          const err14 = { instancePath: instancePath + "/maximum_batching_window_in_seconds", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
        }
      }
    }
    if (data.maximum_record_age_in_seconds !== void 0) {
      let data14 = data.maximum_record_age_in_seconds;
      const _errs18 = errors;
      let valid12 = !1;
      const _errs19 = errors;
      if (data14 !== -1) {
        const err15 = { instancePath: instancePath + "/maximum_record_age_in_seconds", keyword: "const", params: { allowedValue: -1 } };
        vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
      }
      var _valid1 = _errs19 === errors;
      if (valid12 = valid12 || _valid1, !valid12) {
        const _errs20 = errors;
        if (typeof data14 == "number" && isFinite(data14)) {
          if (data14 > 604800 || isNaN(data14)) {
            const err16 = { instancePath: instancePath + "/maximum_record_age_in_seconds", keyword: "maximum", params: { comparison: "<=", limit: 604800 } };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
          if (data14 < 60 || isNaN(data14)) {
            const err17 = { instancePath: instancePath + "/maximum_record_age_in_seconds", keyword: "minimum", params: { comparison: ">=", limit: 60 } };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
        var _valid1 = _errs20 === errors;
        valid12 = valid12 || _valid1;
      }
      if (valid12)
        errors = _errs18, vErrors !== null && (_errs18 ? vErrors.length = _errs18 : vErrors = null);
      else {
        const err18 = { instancePath: instancePath + "/maximum_record_age_in_seconds", keyword: "anyOf", params: {} };
        vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
      }
    }
    if (data.maximum_retry_attempts !== void 0) {
      let data15 = data.maximum_retry_attempts;
      if (typeof data15 == "number" && isFinite(data15)) {
        if (data15 > 1e4 || isNaN(data15)) {
          const err19 = { instancePath: instancePath + "/maximum_retry_attempts", keyword: "maximum", params: { comparison: "<=", limit: 1e4 } };
          vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
        }
        if (data15 < -1 || isNaN(data15)) {
          const err20 = { instancePath: instancePath + "/maximum_retry_attempts", keyword: "minimum", params: { comparison: ">=", limit: -1 } };
          vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
        }
      }
    }
    if (data.metrics_config !== void 0) {
      let data16 = data.metrics_config;
      if (Array.isArray(data16)) {
        if (data16.length > 1) {
          const err21 = { instancePath: instancePath + "/metrics_config", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
        }
        const len5 = data16.length;
        for (let i5 = 0; i5 < len5; i5++)
          validate40(data16[i5], { instancePath: instancePath + "/metrics_config/" + i5, parentData: data16, parentDataProperty: i5, rootData }) || (vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors), errors = vErrors.length);
      }
    }
    if (data.parallelization_factor !== void 0) {
      let data18 = data.parallelization_factor;
      if (typeof data18 == "number" && isFinite(data18)) {
        if (data18 > 10 || isNaN(data18)) {
          const err22 = { instancePath: instancePath + "/parallelization_factor", keyword: "maximum", params: { comparison: "<=", limit: 10 } };
          vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
        }
        if (data18 < 1 || isNaN(data18)) {
          const err23 = { instancePath: instancePath + "/parallelization_factor", keyword: "minimum", params: { comparison: ">=", limit: 1 } };
          vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
        }
      }
    }
    if (data.provisioned_poller_config !== void 0) {
      let data19 = data.provisioned_poller_config;
      if (Array.isArray(data19)) {
        if (data19.length > 1) {
          const err24 = { instancePath: instancePath + "/provisioned_poller_config", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
        }
        const len6 = data19.length;
        for (let i6 = 0; i6 < len6; i6++)
          validate42(data19[i6], { instancePath: instancePath + "/provisioned_poller_config/" + i6, parentData: data19, parentDataProperty: i6, rootData }) || (vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors), errors = vErrors.length);
      }
    }
    if (data.queues !== void 0) {
      let data21 = data.queues;
      if (Array.isArray(data21)) {
        if (data21.length > 1) {
          const err25 = { instancePath: instancePath + "/queues", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
        const len7 = data21.length;
        for (let i7 = 0; i7 < len7; i7++) {
          let data22 = data21[i7];
          if (typeof data22 == "string") {
            if (func2(data22) > 1e3) {
              const err26 = { instancePath: instancePath + "/queues/" + i7, keyword: "maxLength", params: { limit: 1e3 } };
              vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
            }
            if (func2(data22) < 1) {
              const err27 = { instancePath: instancePath + "/queues/" + i7, keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
            }
          }
        }
      }
    }
    if (data.region !== void 0) {
      let data23 = data.region;
      if (typeof data23 == "string" && !pattern5.test(data23)) {
        const err28 = { instancePath: instancePath + "/region", keyword: "pattern", params: { pattern: "^(?:|[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2})$" } };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
    if (data.scaling_config !== void 0) {
      let data24 = data.scaling_config;
      if (Array.isArray(data24)) {
        if (data24.length > 1) {
          const err29 = { instancePath: instancePath + "/scaling_config", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
        }
        const len8 = data24.length;
        for (let i8 = 0; i8 < len8; i8++)
          validate44(data24[i8], { instancePath: instancePath + "/scaling_config/" + i8, parentData: data24, parentDataProperty: i8, rootData }) || (vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors), errors = vErrors.length);
      }
    }
    if (data.self_managed_event_source !== void 0) {
      let data26 = data.self_managed_event_source;
      if (Array.isArray(data26)) {
        if (data26.length > 1) {
          const err30 = { instancePath: instancePath + "/self_managed_event_source", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
        }
        const len9 = data26.length;
        for (let i9 = 0; i9 < len9; i9++) {
          let data27 = data26[i9];
          if (data27 && typeof data27 == "object" && !Array.isArray(data27) && data27.endpoints === void 0) {
            const err31 = { instancePath: instancePath + "/self_managed_event_source/" + i9, keyword: "required", params: { missingProperty: "endpoints" } };
            vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
          }
        }
      }
    }
    if (data.self_managed_kafka_event_source_config !== void 0) {
      let data28 = data.self_managed_kafka_event_source_config;
      if (Array.isArray(data28)) {
        if (data28.length > 1) {
          const err32 = { instancePath: instancePath + "/self_managed_kafka_event_source_config", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
        }
        const len10 = data28.length;
        for (let i10 = 0; i10 < len10; i10++)
          validate22(data28[i10], { instancePath: instancePath + "/self_managed_kafka_event_source_config/" + i10, parentData: data28, parentDataProperty: i10, rootData }) || (vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors), errors = vErrors.length);
      }
    }
    if (data.source_access_configuration !== void 0) {
      let data30 = data.source_access_configuration;
      if (Array.isArray(data30)) {
        if (data30.length > 22) {
          const err33 = { instancePath: instancePath + "/source_access_configuration", keyword: "maxItems", params: { limit: 22 } };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
        const len11 = data30.length;
        for (let i11 = 0; i11 < len11; i11++)
          validate47(data30[i11], { instancePath: instancePath + "/source_access_configuration/" + i11, parentData: data30, parentDataProperty: i11, rootData }) || (vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors), errors = vErrors.length);
      }
    }
    if (data.starting_position !== void 0) {
      let data32 = data.starting_position;
      if (!(data32 === "TRIM_HORIZON" || data32 === "LATEST" || data32 === "AT_TIMESTAMP")) {
        const err34 = { instancePath: instancePath + "/starting_position", keyword: "enum", params: {} };
        vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
      }
    }
    if (data.tags !== void 0) {
      let data33 = data.tags;
      if (data33 && typeof data33 == "object" && !Array.isArray(data33)) {
        for (const key0 in data33) {
          const _errs40 = errors;
          if (typeof key0 == "string") {
            if (func2(key0) > 128) {
              const err35 = { instancePath: instancePath + "/tags", keyword: "maxLength", params: { limit: 128 }, propertyName: key0 };
              vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
            }
            if (func2(key0) < 1) {
              const err36 = { instancePath: instancePath + "/tags", keyword: "minLength", params: { limit: 1 }, propertyName: key0 };
              vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
            }
          }
          var valid27 = _errs40 === errors;
          if (!valid27) {
            const err37 = { instancePath: instancePath + "/tags", keyword: "propertyNames", params: { propertyName: key0 } };
            vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
          }
        }
        for (const key1 in data33) {
          let data34 = data33[key1];
          if (typeof data34 == "string" && func2(data34) > 256) {
            const err38 = { instancePath: instancePath + "/tags/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), keyword: "maxLength", params: { limit: 256 } };
            vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
          }
        }
      }
    }
    if (data.timeouts !== void 0) {
      let data35 = data.timeouts;
      if (Array.isArray(data35)) {
        if (data35.length > 1) {
          const err39 = { instancePath: instancePath + "/timeouts", keyword: "maxItems", params: { limit: 1 } };
          vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
        }
        const len12 = data35.length;
        for (let i12 = 0; i12 < len12; i12++)
          validate49(data35[i12], { instancePath: instancePath + "/timeouts/" + i12, parentData: data35, parentDataProperty: i12, rootData }) || (vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors), errors = vErrors.length);
      }
    }
    if (data.topics !== void 0) {
      let data37 = data.topics;
      if (Array.isArray(data37)) {
        const len13 = data37.length;
        for (let i13 = 0; i13 < len13; i13++) {
          let data38 = data37[i13];
          if (typeof data38 == "string") {
            if (func2(data38) > 249) {
              const err40 = { instancePath: instancePath + "/topics/" + i13, keyword: "maxLength", params: { limit: 249 } };
              vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
            }
            if (func2(data38) < 1) {
              const err41 = { instancePath: instancePath + "/topics/" + i13, keyword: "minLength", params: { limit: 1 } };
              vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
            }
            if (!pattern10.test(data38)) {
              const err42 = { instancePath: instancePath + "/topics/" + i13, keyword: "pattern", params: { pattern: "^[^.][a-zA-Z0-9\\-_.]*$" } };
              vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
            }
          }
        }
      }
    }
    if (data.tumbling_window_in_seconds !== void 0) {
      let data39 = data.tumbling_window_in_seconds;
      if (typeof data39 == "number" && isFinite(data39)) {
        if (data39 > 900 || isNaN(data39)) {
          const err43 = { instancePath: instancePath + "/tumbling_window_in_seconds", keyword: "maximum", params: { comparison: "<=", limit: 900 } };
          vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
        }
        if (data39 < 0 || isNaN(data39)) {
          const err44 = { instancePath: instancePath + "/tumbling_window_in_seconds", keyword: "minimum", params: { comparison: ">=", limit: 0 } };
          vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
        }
      }
    }
  }
  return validate21.errors = vErrors, errors === 0;
}
export {
  stdin_default as default
};
